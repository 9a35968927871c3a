using Comity.Client.Proofs;
using Comity.Client.Tests.Network;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Proofs;

public sealed class ProofVerificationTests
{
    private static readonly InstrumentId Cny = InstrumentId.Parse("CNY");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_balance_is_believed_under_the_right_root_and_as_it_is_only()
    {
        await using var world = await World.StartAsync();
        var account = world.Beijing.Account;
        var info = await world.Connection.ProveAsync(Ask(account), Cancellation);

        Assert.True(ProofVerification.TryVerifyBalance(info, world.Node.Root, account, Cny, out var verified));
        Assert.Equal(world.Available(world.Beijing, "CNY"), verified.Value.Available);
        Assert.False(ProofVerification.TryVerifyBalance(info, Hash256.Zero, account, Cny, out _));
        Assert.False(ProofVerification.TryVerifyBalance(info, world.Node.Root, world.Bangkok.Account, Cny, out _));
        info.Balance.Available = new Amount(Cny, 1).ToWire(2);
        Assert.False(ProofVerification.TryVerifyBalance(info, world.Node.Root, account, Cny, out _));
    }

    [Fact]
    public async Task A_balance_that_is_not_there_is_proven_absent()
    {
        await using var world = await World.StartAsync();
        var nobody = AccountAddress.Random();
        var info = await world.Connection.ProveAsync(Ask(nobody), Cancellation);

        Assert.True(ProofVerification.TryVerifyBalance(info, world.Node.Root, nobody, Cny, out var verified));
        Assert.Equal(UInt128.Zero, verified.Value.Available);
        Assert.False(ProofVerification.TryVerifyBalance(info, world.Node.Root, world.Beijing.Account, Cny, out _));
    }

    [Fact]
    public async Task A_supply_and_an_absent_settlement_are_proven()
    {
        await using var world = await World.StartAsync();
        var supply = await world.Connection.ProveAsync(new Wire.ProveRequest { Supply = "CNY" }, Cancellation);
        Assert.True(ProofVerification.TryVerifySupply(supply, world.Node.Root, Cny, out var verified));
        Assert.Equal((UInt128)101_000_000, verified.Value.Outstanding);

        var uetr = Uetr.Random();
        var absent = await world.Connection.ProveAsync(
            new Wire.ProveRequest { Settlement = uetr.ToString() },
            Cancellation
        );
        Assert.True(ProofVerification.TryVerifySettlement(absent, world.Node.Root, uetr, out var settlement));
        Assert.IsType<VerifiedSettlement.Absent>(settlement);
    }

    private static Wire.ProveRequest Ask(AccountAddress account) =>
        new()
        {
            Balance = new Wire.BalanceSubject { Account = account.ToString(), Instrument = "CNY" },
        };
}
