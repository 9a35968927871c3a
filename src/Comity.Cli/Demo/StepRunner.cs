using System.Diagnostics;
using Comity.Cli.Output;
using Comity.Cli.Scenarios.Steps;
using Comity.Cli.Worlds;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Demo;

/// <summary>Runs a scenario's steps, one after the other.</summary>
internal sealed class StepRunner(
    World world,
    WorldCallers callers,
    SendSteps sending,
    LedgerSteps signing,
    Amounts show
)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly Dictionary<string, IReadOnlyList<Uetr>> _payments = new(StringComparer.Ordinal);

    /// <summary>Runs a step.</summary>
    public async Task<StepResult> RunAsync(Step step, CancellationToken cancellation)
    {
        var result = step switch
        {
            SendStep send => await sending.RunAsync(send, cancellation),
            PayStep pay => await sending.RunAsync(pay, cancellation),
            SettleStep settle => await signing.RunAsync(settle, cancellation),
            AuthoriseStep authorise => await signing.RunAsync(
                authorise,
                PaymentsOf(authorise.Payment)[0],
                cancellation
            ),
            AttestStep attest => await signing.RunAsync(
                attest,
                attest.Payment.Length == 0 ? [] : PaymentsOf(attest.Payment),
                cancellation
            ),
            FulfilStep fulfil => await signing.RunAsync(fulfil, PaymentsOf(fulfil.Payment)[0], cancellation),
            AwaitStep await_ => await AwaitAsync(await_, cancellation),
            WaitStep wait => await WaitAsync(wait, cancellation),
            CheckStep check => await CheckAsync(check, cancellation),
            _ => throw new UnreachableException(),
        };
        _payments[step.Name] =
        [
            .. result
                .Uetrs.Where(static text => Uetr.TryParse(text, out _))
                .Select(static text =>
                {
                    _ = Uetr.TryParse(text, out var uetr);
                    return uetr;
                }),
        ];
        return result;
    }

    private IReadOnlyList<Uetr> PaymentsOf(string name) =>
        Uetr.TryParse(name, out var uetr) ? [uetr]
        : _payments.TryGetValue(name, out var known) && known.Count > 0 ? known
        : throw new InvalidOperationException($"The step '{name}' made no payment that a later step could be about.");

    private async Task<StepResult> AwaitAsync(AwaitStep step, CancellationToken cancellation)
    {
        var uetrs = step.Payments.SelectMany(PaymentsOf).Distinct().ToArray();
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var outcomes = new List<ExpectedOutcome>();
            foreach (var uetr in uetrs)
            {
                // A deal of two payments is one settlement, known by the lower UETR: the other one has none of its own.
                var view = await callers.GetSettlementAsync(uetr, cancellation);
                if (view.IsKnown)
                {
                    outcomes.Add(Judgement.Of(view.State));
                }
            }

            var open = outcomes.Where(outcome => outcome != step.Expectation.Outcome).ToArray();
            var late = Stopwatch.GetElapsedTime(begun).TotalMilliseconds > step.WithinMilliseconds;
            if ((open.Length == 0 && outcomes.Count > 0) || late)
            {
                return Judgement.Of(
                    step,
                    step.Expectation,
                    open.FirstOrDefault(outcomes.Count == 0 ? ExpectedOutcome.Refused : step.Expectation.Outcome),
                    null,
                    [.. uetrs.Select(static uetr => uetr.ToString())],
                    [],
                    0
                );
            }

            await Task.Delay(Glance, cancellation);
        }
    }

    private static async Task<StepResult> WaitAsync(WaitStep step, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(step.Milliseconds), cancellation);
        return Judgement.Of(
            step,
            new Expectation(ExpectedOutcome.Accepted),
            ExpectedOutcome.Accepted,
            null,
            [],
            [$"{step.Milliseconds} ms pass"],
            0
        );
    }

    private async Task<StepResult> CheckAsync(CheckStep step, CancellationToken cancellation)
    {
        var balances = await callers.Of(step.Holder).GetBalancesAsync(world.AccountOf(step.Holder), cancellation);
        var details = new List<string>();
        var met = true;
        foreach (var amount in step.Amounts)
        {
            var value = balances.GetValueOrDefault(amount.Instrument);
            var held = value.Available + value.Held;
            met &= held == amount.Units;
            details.Add(
                $"{step.Holder} holds {show.Show(amount.Instrument, held)}"
                    + (held == amount.Units ? string.Empty : $", not {show.Show(amount.Instrument, amount.Units)}")
            );
        }

        return new StepResult
        {
            Name = step.Name,
            Title = step.Title,
            Line = step.Line,
            Outcome = met ? "holds" : "differs",
            Expected = "holds",
            Met = met,
            Details = details,
        };
    }
}
