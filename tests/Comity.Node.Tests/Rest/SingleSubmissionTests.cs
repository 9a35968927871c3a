using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Google.Rpc;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Rest;

public sealed class SingleSubmissionTests
{
    [Fact]
    public async Task A_payment_is_applied_and_sent_again_is_answered_as_the_first_time()
    {
        await using var node = await RunningNode.StartFunded();
        var body = Body(node, node.World.Payment(node.World.Banks[0], node.World.Banks[1], 250, Uetr.Random()));

        var first = await node.Post("/v1/transactions", body);
        var second = await node.Post("/v1/transactions", body);

        Assert.Equal(200, first.Status);
        Assert.Equal("APPLIED", (string)first.Json["kind"]!);
        Assert.True((ulong)first.Json["height"]! > 0);
        Assert.Equal(200, second.Status);
        Assert.Equal("APPLIED", (string)second.Json["kind"]!);
        Assert.True((bool)second.Json["sent_before"]!);
        Assert.Equal((string)first.Json["transaction"]!, (string)second.Json["transaction"]!);
        var status = await node.Get($"/v1/transactions/{first.Json["transaction"]}");
        Assert.Equal("APPLIED", (string)status.Json["state"]!);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_the_ledgers_code_and_the_iso_reason_and_again_when_it_is_sent_again()
    {
        await using var node = await RunningNode.StartFunded();
        var body = Body(node, node.World.Payment(node.World.Banks[0], node.World.Banks[1], 1_000_001, Uetr.Random()));

        var first = await node.Post("/v1/transactions", body);
        var second = await node.Post("/v1/transactions", body);

        Assert.Equal(422, first.Status);
        Assert.Equal("application/problem+json", first.MediaType);
        Assert.Equal("refused", first.Code);
        Assert.Equal("AM04", (string)first.Json["iso_reason"]!);
        Assert.Equal("InsufficientCover", (string)first.Json["refusal"]!["name"]!);
        Assert.NotEmpty((string)first.Json["transaction"]!);
        Assert.Equal(422, second.Status);
        Assert.Equal("AM04", (string)second.Json["iso_reason"]!);
        Assert.Equal("InsufficientCover.", second.Detail);
    }

    [Fact]
    public async Task What_carries_no_settlement_is_answered_as_the_first_time_too()
    {
        await using var node = await RunningNode.StartFunded();
        var bank = node.World.Banks[0];
        var body = Body(node, new OpenAccount(AccountAddress.Random(), bank.Lei));

        await node.Post("/v1/transactions", body);
        var second = await node.Post("/v1/transactions", body);

        Assert.Equal(200, second.Status);
        Assert.True((bool)second.Json["sent_before"]!);
    }

    [Fact]
    public async Task A_wrong_signature_names_its_place_and_is_not_ordered()
    {
        await using var node = await RunningNode.StartFunded();
        var height = node.Host.Engine.Tip.Height;
        var signed = Signed(node, node.World.Payment(node.World.Banks[0], node.World.Banks[1], 1, Uetr.Random()));
        var signature = signed.Signatures[0].ToByteArray();
        signature[7] ^= 1;

        var answer = await node.Post(
            "/v1/transactions",
            new { body = signed.Body.ToBase64(), signatures = new[] { Convert.ToBase64String(signature) } }
        );

        Assert.Equal(400, answer.Status);
        Assert.Equal("malformed_transaction", answer.Code);
        Assert.Equal("signatures[0]", (string)answer.Json["field"]!);
        Assert.Equal(height, node.Host.Engine.Tip.Height);
    }

    [Fact]
    public async Task Over_grpc_the_same_refusal_is_a_status_with_details()
    {
        await using var node = await RunningNode.StartFunded();
        var signed = Signed(
            node,
            node.World.Payment(node.World.Banks[0], node.World.Banks[1], 1_000_001, Uetr.Random())
        );

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client.Transactions.SubmitTransactionAsync(
                new Wire.SubmitTransactionRequest { Body = signed.Body, Signatures = { signed.Signatures } }
            )
        );

        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        var status = fault.GetRpcStatus();
        Assert.NotNull(status);
        Assert.Equal("REFUSED", status.GetDetail<ErrorInfo>().Reason);
        Assert.Equal("AM04", status.GetDetail<Wire.RefusalInfo>().IsoReason);
    }

    [Fact]
    public async Task Over_grpc_a_field_that_cannot_be_is_a_bad_request_with_its_name()
    {
        await using var node = await RunningNode.StartFunded();

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client.Offers.ListOffersAsync(new Wire.ListOffersRequest { PageSize = 1_001 })
        );

        var violation = Assert.Single(fault.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations);
        Assert.Equal("page_size", violation.Field);
    }

    private static object Body(RunningNode node, Operation operation)
    {
        var signed = Signed(node, operation);
        return new
        {
            body = signed.Body.ToBase64(),
            signatures = signed.Signatures.Select(static signature => signature.ToBase64()),
        };
    }

    private static Wire.SignedTransaction Signed(RunningNode node, Operation operation) =>
        Wire.SignedTransaction.Parser.ParseFrom(node.World.Sign(node.World.Banks[0], operation));
}
