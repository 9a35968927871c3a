using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.OpenApi;

/// <summary>All examples, in the order in which they run: later ones see what earlier ones did.</summary>
internal static class ExampleList
{
    public static IEnumerable<Example> Of(ExampleWorld at)
    {
        var (bank, payee) = (at.Bank, at.Payee);
        var payment = at.World.Payment(bank, payee, 100_050, ExampleWorld.Id(ExampleWorld.ToPay));
        var tooMuch = at.World.Payment(bank, payee, 99_999_999, ExampleWorld.Id(ExampleWorld.TooMuch));
        var sent = Body(at.Sign(bank, payment));
        yield return new("GET /v1/network", "The network");
        yield return new("GET /v1/instruments", "Instruments, a page of one") { Parameters = With("page_size", "1") };
        yield return new("GET /v1/instruments/{instrument}/supply", "The supply of a currency")
        {
            Parameters = With("instrument", "CNY"),
        };
        yield return new("GET /v1/participants", "Participants, a page of one") { Parameters = With("page_size", "1") };
        yield return new("POST /v1/transactions/prepare", "A payment")
        {
            Body = new
            {
                signers = new[] { bank.Key.PublicKey.ToString() },
                valid_for_seconds = 300,
                operations = new[] { Payment(at, payment) },
            },
            Fresh = ["body", "transaction"],
        };
        yield return new("POST /v1/transactions", "A payment that applies") { Body = sent };
        yield return new("POST /v1/transactions", "The same sent again") { Body = sent };
        yield return new("POST /v1/transactions", "A payment without cover")
        {
            Body = Body(at.Sign(bank, tooMuch)),
            Status = 422,
        };
        yield return new("POST /v1/transactions/batch", "One that is refused and one that is none")
        {
            Body = new { transactions = new[] { at.Sign(bank, tooMuch).ToByteString().ToBase64(), "AAEC" } },
        };
        var id = Comity.Protocol.Transactions.Transaction.IdOf(at.Sign(bank, payment).Body.Span);
        yield return new("GET /v1/transactions/{transaction}", "One that was never sent")
        {
            Parameters = With("transaction", id.ToString()),
        };
        foreach (var question in Questions(at).Concat(Histories(at)))
        {
            yield return question;
        }
    }

    private static IEnumerable<Example> Histories(ExampleWorld at)
    {
        yield return new("GET /v1/accounts/{account}/history", "What changed an account's balances, a page of two")
        {
            Parameters = new Dictionary<string, string>
            {
                ["account"] = at.Bank.Account.ToString(),
                ["page_size"] = "2",
            },
        };
        yield return new("GET /v1/accounts/{account}/events", "What happened to an account")
        {
            Parameters = With("account", at.Bank.Account.ToString()),
        };
        yield return new("GET /v1/participants/{participant}/settlements", "Settlements that wait")
        {
            Parameters = new Dictionary<string, string>
            {
                ["participant"] = at.Bank.Lei.ToString(),
                ["state"] = "WAITING",
            },
        };
        yield return new("GET /v1/participants/{participant}/events", "What happened to a participant")
        {
            Parameters = With("participant", at.Bank.Lei.ToString()),
        };
        yield return new("GET /v1/offers/{offer}/events", "What became of an offer")
        {
            Parameters = With("offer", ExampleWorld.Offer.ToString()),
        };
        yield return new(
            "GET /v1/policies/jurisdictions/{jurisdiction}/changes",
            "How a jurisdiction's rules came about"
        )
        {
            Parameters = With("jurisdiction", "CN"),
        };
        yield return new("GET /v1/policies/instruments/{instrument}/changes", "How a currency's rules came about")
        {
            Parameters = With("instrument", "HKD"),
        };
    }

    private static IEnumerable<Example> Questions(ExampleWorld at)
    {
        var account = at.Bank.Account.ToString();
        yield return new("GET /v1/settlements/{uetr}", "A payment that settled")
        {
            Parameters = With("uetr", ExampleWorld.Paid),
        };
        yield return new("GET /v1/settlements", "The queue");
        yield return new("GET /v1/accounts/{account}/balances", "What an account holds")
        {
            Parameters = With("account", account),
        };
        yield return new("GET /v1/offers", "Standing offers");
        yield return new("GET /v1/quotes", "What the payee receives for 1,000.50")
        {
            Parameters = new Dictionary<string, string>
            {
                ["gives"] = "CNY",
                ["receives"] = "HKD",
                ["pay"] = "1000.50",
            },
        };
        yield return new("GET /v1/quotes", "More than the offers can carry")
        {
            Parameters = new Dictionary<string, string>
            {
                ["gives"] = "CNY",
                ["receives"] = "HKD",
                ["pay"] = "1000000.00",
            },
            Status = 404,
        };
        yield return new("GET /v1/policies/jurisdictions/{jurisdiction}", "The rules of a jurisdiction")
        {
            Parameters = With("jurisdiction", "CN"),
        };
        yield return new("GET /v1/policies/instruments/{instrument}", "The rules of a currency")
        {
            Parameters = With("instrument", "HKD"),
        };
        yield return new("GET /v1/proofs/balances/{balance.account}/{balance.instrument}", "A balance, proven")
        {
            Parameters = new Dictionary<string, string>
            {
                ["balance.account"] = account,
                ["balance.instrument"] = "CNY",
            },
        };
        yield return new("GET /v1/proofs/supplies/{supply}", "A supply, proven") { Parameters = With("supply", "CNY") };
        yield return new("GET /v1/proofs/settlements/{settlement}", "A settlement, proven")
        {
            Parameters = With("settlement", ExampleWorld.Paid),
        };
        yield return new("GET /v1/blocks", "The header of a payment's block, with its receipt")
        {
            Parameters = new Dictionary<string, string> { ["from_height"] = "16", ["until_now"] = "true" },
        };
        yield return new("GET /v1/blocks/events", "The block of a payment")
        {
            Parameters = new Dictionary<string, string> { ["from_height"] = "16", ["until_now"] = "true" },
        };
        foreach (var example in Operations())
        {
            yield return example;
        }
    }

    private static IEnumerable<Example> Operations() =>
        [
            new("GET /v1/operations/tip", "How far the node has come, signed") { Fresh = ["signature"] },
            new("POST /v1/operations/tip", "A statement that this node did not sign proves nothing")
            {
                Body = new
                {
                    statement = new
                    {
                        network = new string('0', 64),
                        height = "1000000",
                        state_root = new string('0', 64),
                        stated_at = "1767605400000",
                        signature = new string('0', 128),
                    },
                },
            },
            new("POST /v1/operations/checkpoint", "For the operator alone") { Body = new { }, Status = 403 },
            new("POST /v1/operations/archive", "For the operator alone")
            {
                Body = new { folder = "/mnt/archive" },
                Status = 403,
            },
            new("POST /v1/operations/prune", "For the operator alone")
            {
                Body = new { archives = new[] { "/mnt/archive" } },
                Status = 403,
            },
            new("GET /v1/operations/read-model", "For the operator alone") { Status = 403 },
            new("POST /v1/operations/read-model/rebuild", "For the operator alone") { Body = new { }, Status = 403 },
        ];

    private static Dictionary<string, string> With(string name, string value) => new() { [name] = value };

    private static object Body(Wire.SignedTransaction signed) =>
        new
        {
            body = signed.Body.ToBase64(),
            signatures = signed.Signatures.Select(static signature => signature.ToBase64()),
        };

    private static object Payment(ExampleWorld at, Settle payment) =>
        new
        {
            settle = new
            {
                uetr = payment.Uetr.ToString(),
                transfers = new[]
                {
                    new
                    {
                        from = at.Bank.Account.ToString(),
                        to = at.Payee.Account.ToString(),
                        amount = new { instrument = "CNY", value = "1000.50" },
                    },
                },
            },
        };
}
