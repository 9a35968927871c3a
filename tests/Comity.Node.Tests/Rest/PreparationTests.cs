using System.Text.Json.Nodes;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Rest;

public sealed class PreparationTests
{
    [Fact]
    public async Task A_payment_prepared_in_json_is_signed_as_bytes_and_pays()
    {
        await using var node = await RunningNode.StartFunded();
        var (payer, payee, uetr) = (node.World.Banks[0], node.World.Banks[1], Uetr.Random());
        var prepared = await node.Post(
            "/v1/transactions/prepare",
            new
            {
                signers = new[] { Convert.ToHexStringLower(payer.Key.PublicKey.Bytes) },
                operations = new[] { Payment(payer.Account, payee.Account, "1000.5", uetr.ToString()) },
            }
        );
        Assert.Equal(200, prepared.Status);
        var body = Convert.FromBase64String((string)prepared.Json["body"]!);

        var sent = await node.Post("/v1/transactions", new { body, signatures = new[] { payer.Key.Sign(body) } });

        Assert.Equal("APPLIED", (string)sent.Json["kind"]!);
        Assert.Equal((string)prepared.Json["transaction"]!, (string)sent.Json["transaction"]!);
        var balances = await node.Get($"/v1/accounts/{payer.Account}/balances");
        Assert.Equal("8999.50", (string)balances.Json["balances"]![0]!["available"]!["value"]!);
        Assert.Equal(
            $"Settle {uetr}, now or not at all: CNY 1000.50 from {payer.Account} to {payee.Account}.",
            (string)Assert.Single(prepared.Json["summary"]!.AsArray())!
        );
        Assert.True(TransactionDecoder.TryDecode(ByteString.CopyFrom(body), out var transaction, out _));
        Assert.Equal(payer.Key.PublicKey, Assert.Single(transaction.Signers));
    }

    public static TheoryData<string, string> Faults =>
        new()
        {
            { """[{"settle": {"uetr": "x"}}]""", "operations[0].settle.uetr" },
            {
                """[{"settle": {"uetr": "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e", "transfers": [{"from": "a"}]}}]""",
                "operations[0].settle.transfers[0].amount"
            },
            {
                """[{"settle": {"uetr": "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e", "transfers": [{"amount": {"instrument": "CNY", "value": "1.234"}}]}}]""",
                "operations[0].settle.transfers[0].amount.value"
            },
            {
                """[{"settle": {"uetr": "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e", "transfers": [{"amount": {"instrument": "CNY", "value": "1"}, "from": "Cj"}]}}]""",
                "operations[0].settle.transfers[0].from"
            },
            {
                """[{"settle": {"uetr": "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e", "transfers": [{"amount": {"instrument": "JPY", "value": "1"}}]}}]""",
                "operations[0].settle.transfers[0].amount.instrument"
            },
            { """[{"settle": {"uetr": "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e"}}]""", "operations[0].settle.transfers" },
            { """[{}]""", "operations[0]" },
            { """[]""", "operations" },
            { """[{"suspend": {"jurisdiction": "FRA"}}]""", "operations[0].suspend.jurisdiction" },
            {
                """[{"set_jurisdiction_policy": {"jurisdiction": "CN", "rules": [{"id": "A", "largest_amount": {"minor_units": "-1"}}]}}]""",
                "operations[0].set_jurisdiction_policy.rules[0].largest_amount.minor_units"
            },
            {
                """[{"set_jurisdiction_policy": {"jurisdiction": "CN", "rules": [{"id": "", "largest_amount": {"minor_units": "1"}}]}}]""",
                "operations[0].set_jurisdiction_policy.rules[0].id"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_cannot_be_prepared_names_the_field_as_it_was_written(string operations, string field)
    {
        await using var node = await RunningNode.StartFunded();
        var key = Convert.ToHexStringLower(node.World.Banks[0].Key.PublicKey.Bytes);

        var answer = await node.PostText(
            "/v1/transactions/prepare",
            $$"""{"signers": ["{{key}}"], "operations": {{operations}}}"""
        );

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_argument", answer.Code);
        Assert.Equal(field, (string)answer.Json["field"]!);
    }

    [Fact]
    public async Task Every_kind_of_operation_is_prepared_as_it_was_written()
    {
        await using var node = await RunningNode.StartFunded();
        var text = await File.ReadAllTextAsync(
            Path.Combine(RepositoryFolder.Root, "tests", "Comity.Node.Tests", "Rest", "instructions.json"),
            TestContext.Current.CancellationToken
        );
        var (bank, authority) = (node.World.Banks[0], node.World.Authorities[0]);
        text = text.Replace("$ACCOUNT", bank.Account.ToString(), StringComparison.Ordinal)
            .Replace("$OTHER", node.World.Banks[1].Account.ToString(), StringComparison.Ordinal)
            .Replace("$LEI", bank.Lei.ToString(), StringComparison.Ordinal)
            .Replace("$KEY", Convert.ToHexStringLower(authority.Key.PublicKey.Bytes), StringComparison.Ordinal);

        var prepared = await node.PostText("/v1/transactions/prepare", text);

        Assert.True(prepared.Status == 200, prepared.Text);
        var body = Wire.TransactionBody.Parser.ParseFrom(Convert.FromBase64String((string)prepared.Json["body"]!));
        var kinds = Wire.Operation.Descriptor.Oneofs[0].Fields.Select(static field => field.Name);
        var written = JsonNode.Parse(text)!["operations"]!
            .AsArray()
            .Select(static each => each!.AsObject().First().Key);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), written.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            written,
            body.Operations.Select(static operation =>
                Wire.Operation.Descriptor.FindFieldByNumber((int)operation.KindCase).Name
            )
        );
        Assert.All(
            prepared.Json["summary"]!.AsArray(),
            static sentence => Assert.EndsWith(".", (string)sentence!, StringComparison.Ordinal)
        );
    }

    private static object Payment(AccountAddress from, AccountAddress to, string value, string uetr) =>
        new
        {
            settle = new
            {
                uetr,
                transfers = new[]
                {
                    new
                    {
                        from = from.ToString(),
                        to = to.ToString(),
                        amount = new { instrument = "CNY", value },
                    },
                },
            },
        };
}
