using Comity.Client.Proofs;
using Comity.Client.Submission;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>gRPC as the SDK speaks it.</summary>
internal sealed class GrpcDoor(WorldNode world) : Door(world)
{
    private const ulong Validity = 300_000;

    public override async Task<Verdict> SubmitAsync(
        IReadOnlyList<Signature> signers,
        IReadOnlyList<Operation> operations
    )
    {
        var until = new Timestamp((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Plus(Validity);
        var signed = TransactionDraft.Sign(
            World.Genesis.Network,
            until,
            [.. signers.Select(static one => one.Key)],
            operations
        );
        return await World.Sdk(signers[0].By).SubmitAsync(signed) switch
        {
            SubmissionOutcome.Applied => Verdict.Applied,
            SubmissionOutcome.Refused { Refusal: var refusal } => new Verdict(
                "refused",
                refusal.Code.ToString(),
                refusal.IsoReason,
                refusal.Rule
            ),
            var other => new Verdict(other.ToString()!),
        };
    }

    public override async Task<Standing> StandingAsync(Bank asker, Uetr uetr)
    {
        var view = await World.Sdk(asker).GetSettlementAsync(uetr);
        return view.IsKnown
            ? new Standing(
                view.State.ToString().ToUpperInvariant(),
                $"{view.Time.Milliseconds}",
                view.Terms.ToString(),
                string.Join(
                    '\n',
                    view.Legs.Select(static leg => $"{Money.Say(leg.Amount)} from {leg.From} to {leg.To}")
                )
            )
            : Standing.Unknown;
    }

    /// <summary>The block and the time of each step.</summary>
    public async Task<string> StepsAsync(Bank asker, Uetr uetr)
    {
        var view = await World.Sdk(asker).GetSettlementAsync(uetr);
        return string.Join('\n', view.Info.Steps.Select(static step => $"{step.Height} {step.Time}"));
    }

    public override async Task<Holding> HoldingAsync(Bank asker, AccountAddress account, InstrumentId instrument)
    {
        var balances = await World.Sdk(asker).GetBalancesAsync(account);
        var value = balances.GetValueOrDefault(instrument);
        var question = new Wire.ProveRequest
        {
            Balance = new Wire.BalanceSubject { Account = account.ToString(), Instrument = instrument.ToString() },
        };
        var proven =
            await ProveAsync(asker, question) is var (proof, root)
            && ProofVerification.TryVerifyBalance(proof, root, account, instrument, out var verified)
            && verified.Value == value;
        return new Holding(Money.Plain(value.Available), Money.Plain(value.Held), proven);
    }

    public override async Task<Supply> SupplyAsync(Bank asker, InstrumentId instrument)
    {
        var supply = await World.Sdk(asker).GetSupplyAsync(instrument);
        var proven =
            await ProveAsync(asker, new Wire.ProveRequest { Supply = instrument.ToString() }) is var (proof, root)
            && ProofVerification.TryVerifySupply(proof, root, instrument, out var verified)
            && Money.Plain(verified.Value.Issued) == supply.Issued.Value
            && Money.Plain(verified.Value.Redeemed) == supply.Redeemed.Value;
        return new Supply(supply.Issued.Value, supply.Redeemed.Value, proven);
    }

    public override async Task<SettlementProof> ProofAsync(Bank asker, Uetr uetr)
    {
        return await ProveAsync(asker, new Wire.ProveRequest { Settlement = uetr.ToString() }) is var (proof, root)
            ? Proven.Of(proof, root, uetr)
            : SettlementProof.None;
    }

    public override async Task<IReadOnlyList<string>> WaitingAsync(Bank asker) =>
        [.. (await World.Sdk(asker).ListWaitingAsync()).Select(static one => one.Uetr.ToString())];

    public override async Task<bool> IsTurnedAwayAsync(Bank asker, Uetr uetr)
    {
        var fault = await Record.ExceptionAsync(() => World.Sdk(asker).GetSettlementAsync(uetr));
        return fault is RpcException { StatusCode: StatusCode.Unauthenticated };
    }

    private async Task<(Wire.ProofInfo Proof, Hash256 Root)?> ProveAsync(Bank asker, Wire.ProveRequest question)
    {
        try
        {
            var proof = await World.Sdk(asker).ProveAsync(question);
            return (proof, Hash256.TryParse(proof.StateRoot, out var root) ? root : default);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
