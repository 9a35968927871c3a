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
        foreach (var question in Questions(at))
        {
            yield return question;
        }
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
        yield return new("GET /v1/blocks/events", "The block of a payment")
        {
            Parameters = new Dictionary<string, string> { ["from_height"] = "16", ["until_now"] = "true" },
        };
    }

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
