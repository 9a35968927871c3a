using System.Diagnostics;
using System.Text;
using Comity.Cli.Output;
using Comity.Cli.Scenarios.Steps;
using Comity.Cli.Worlds;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Cli.Demo;

/// <summary>Steps that are signed transactions of their own, for what no ISO 20022 file says.</summary>
internal sealed class LedgerSteps(World world, WorldCallers callers, Amounts show)
{
    private const ulong TransactionLife = 10 * 60 * 1_000;

    /// <summary>Submits a settlement.</summary>
    public async Task<StepResult> RunAsync(SettleStep step, CancellationToken cancellation)
    {
        var now = Now();
        var settle = new Settle
        {
            Uetr = Uetr.Random(),
            Legs =
            [
                .. step.Legs.Select(leg => new Leg(world.AccountOf(leg.From), world.AccountOf(leg.To), leg.Amount)),
            ],
            Conditions = [.. step.Conditions.Select(condition => ToCondition(condition, now))],
            Queue = step.Queue is [var queue]
                ? new QueueTerms(queue.Priority, now.Plus(queue.ExpiresAfterMilliseconds), queue.Reserve)
                : null,
            Purpose = step.Purpose,
        };
        var result = await SubmitAsync(
            step,
            step.Expectation,
            [.. step.SignedBy.SelectMany(by => world.KeysFor(by, Permissions.Pay))],
            settle,
            [settle.Uetr],
            cancellation
        );
        return result with
        {
            Details =
            [
                .. result.Details,
                .. step.Legs.Select(leg =>
                    $"{show.Show(leg.Amount.Instrument, leg.Amount.Units)} from {leg.From} to {leg.To}"
                ),
            ],
        };
    }

    /// <summary>Signs for a waiting settlement.</summary>
    public async Task<StepResult> RunAsync(AuthoriseStep step, Uetr uetr, CancellationToken cancellation)
    {
        var view = await callers.GetSettlementAsync(uetr, cancellation);
        return await SubmitAsync(
            step,
            step.Expectation,
            [.. world.KeysFor(step.By, step.AsAuthority ? Permissions.Approve : Permissions.Pay)],
            new Authorise(uetr, view.Terms),
            [uetr],
            cancellation
        );
    }

    /// <summary>Attests.</summary>
    public async Task<StepResult> RunAsync(AttestStep step, IReadOnlyList<Uetr> payment, CancellationToken cancellation)
    {
        var subject = payment is [var uetr, ..]
            ? (await callers.GetSettlementAsync(uetr, cancellation)).Terms
            : Digest(step.About);
        return await SubmitAsync(
            step,
            step.Expectation,
            [.. world.KeysFor(step.By, Permissions.Attest)],
            new Attest(world.Scenario[step.By].Lei, step.Kind, subject, Now().Plus(step.ExpiresAfterMilliseconds)),
            payment,
            cancellation
        );
    }

    /// <summary>Opens a hash lock.</summary>
    public Task<StepResult> RunAsync(FulfilStep step, Uetr uetr, CancellationToken cancellation) =>
        SubmitAsync(
            step,
            step.Expectation,
            [.. world.KeysFor(step.By, Permissions.Pay)],
            new Fulfil(uetr, [.. Encoding.UTF8.GetBytes(step.Secret)]),
            [uetr],
            cancellation
        );

    private async Task<StepResult> SubmitAsync(
        Step step,
        Expectation expectation,
        IReadOnlyCollection<SigningKey> keys,
        Operation operation,
        IReadOnlyList<Uetr> payments,
        CancellationToken cancellation
    )
    {
        var begun = Stopwatch.GetTimestamp();
        // Whoever hands it in: the signatures decide.
        var outcome = await callers
            .Authorities[0]
            .SubmitAsync(
                TransactionDraft.Sign(world.Genesis.Network, Now().Plus(TransactionLife), keys, operation),
                cancellation
            );
        var milliseconds = (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var refusal = Judgement.RefusalOf(outcome);
        var state =
            refusal is not null ? ExpectedOutcome.Refused
            : payments is [var first, ..] ? Judgement.Of((await callers.GetSettlementAsync(first, cancellation)).State)
            : ExpectedOutcome.Accepted;
        return Judgement.Of(
            step,
            expectation,
            state,
            refusal,
            [.. payments.Select(static uetr => uetr.ToString())],
            [],
            milliseconds
        );
    }

    private Condition ToCondition(ScenarioCondition condition, Timestamp now) =>
        condition switch
        {
            ScenarioCondition.Attestation attestation => new AttestationCondition(
                world.Scenario[attestation.By].Lei,
                attestation.Kind,
                Digest(attestation.About)
            ),
            ScenarioCondition.Approval approval => new ApprovalCondition(approval.Jurisdiction),
            ScenarioCondition.HashLock hashLock => new HashLock(Digest(hashLock.Secret)),
            ScenarioCondition.After after => new TimeWindow(now.Plus(after.Milliseconds), Timestamp.Never),
            _ => throw new UnreachableException(),
        };

    private static Hash256 Digest(string text) => Sha256.Hash(Encoding.UTF8.GetBytes(text));

    private static Timestamp Now() => new((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
}
