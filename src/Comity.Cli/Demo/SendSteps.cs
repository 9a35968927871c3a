using Comity.Cli.Output;
using Comity.Cli.Scenarios.Steps;
using Comity.Cli.Worlds;
using Comity.Gateway;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Cli.Demo;

/// <summary>Steps that go through a member's gateway as ISO 20022 files.</summary>
internal sealed class SendSteps(
    World world,
    WorldFolder folder,
    WorldDescription description,
    WorldCallers callers,
    GatewayDesk desk,
    Amounts show
)
{
    /// <summary>Sends files that are there.</summary>
    public async Task<StepResult> RunAsync(SendStep step, CancellationToken cancellation)
    {
        var sources = Directory.Exists(step.Path)
            ? Directory.EnumerateFiles(step.Path, "*.xml").Order(StringComparer.Ordinal).ToArray()
            : [step.Path];
        var inbox = Path.Combine(folder.GatewayFolder(step.As.ToString()), "inbox");
        var files = sources.Select(source => InboxFile.Place(source, inbox, DateTimeOffset.UtcNow)).ToArray();
        return await ProcessAsync(step, step.As, files, step.Expectation, cancellation);
    }

    /// <summary>Writes a file from a short description, and sends it.</summary>
    public async Task<StepResult> RunAsync(PayStep step, CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        var most = await MostAsync(step, now, cancellation);
        var inbox = Path.Combine(folder.GatewayFolder(step.From.ToString()), "inbox");
        var file = PaymentFile.Write(world.Scenario, step, most, inbox, now);
        return await ProcessAsync(step, step.From, [file], step.Expectation, cancellation);
    }

    // One percent above the best quote; as many units as are received where there is none, so that the gateway says why.
    private async Task<Amount> MostAsync(PayStep step, DateTimeOffset now, CancellationToken cancellation)
    {
        if (step.Pays == step.Amount.Instrument)
        {
            return step.Amount;
        }

        var book = new OfferBook(await callers.Of(step.From).ListOffersAsync(cancellation));
        var request = new QuoteRequest(
            step.Pays,
            step.Amount.Instrument,
            ExchangeSide.Receive,
            step.Amount.Units,
            world.Scenario[step.From].Lei,
            new Timestamp((ulong)now.ToUnixTimeMilliseconds())
        );
        return book.TryQuote(request, out var quote)
            ? new Amount(step.Pays, quote.Given.Units + (quote.Given.Units / 100) + 1)
            : new Amount(step.Pays, step.Amount.Units);
    }

    private async Task<StepResult> ProcessAsync(
        Step step,
        Bic sender,
        string[] files,
        Expectation expectation,
        CancellationToken cancellation
    )
    {
        var member = description.Members.First(one => one.Bic == sender.ToString());
        if (!desk.TryOpen(member, out var gateway, out var failure))
        {
            var broken = new InstructionRefusal(
                "NARR",
                "KeysUnreadable",
                failure,
                string.Empty,
                "Restore the key files."
            );
            return Judgement.Of(step, expectation, ExpectedOutcome.Refused, broken, [], [], 0);
        }

        var outcomes = new List<InstructionOutcome>();
        foreach (var file in files)
        {
            outcomes.AddRange(await gateway.ProcessFileAsync(file, cancellation));
        }

        var judged = new List<StepResult>();
        foreach (var outcome in outcomes)
        {
            judged.Add(
                Judgement.Of(
                    step,
                    expectation,
                    await RefineAsync(outcome, expectation, cancellation),
                    outcome.Refusal,
                    outcome.Uetr.Length == 0 ? [] : [outcome.Uetr],
                    Details(outcome),
                    outcome.FinalityMilliseconds
                )
            );
        }

        // The instruction that went wrong speaks for the step.
        return (judged.FirstOrDefault(static one => !one.Met) ?? judged[0]) with
        {
            Uetrs = [.. judged.SelectMany(static one => one.Uetrs).Distinct(StringComparer.Ordinal)],
            Details = [.. judged.SelectMany(static one => one.Details).Distinct(StringComparer.Ordinal)],
            FinalityMilliseconds = judged.Max(static one => one.FinalityMilliseconds),
        };
    }

    // The gateway says that a payment waits; the ledger says whether its funds are held.
    private async Task<ExpectedOutcome> RefineAsync(
        InstructionOutcome outcome,
        Expectation expectation,
        CancellationToken cancellation
    ) =>
        outcome.Status == InstructionStatus.Waiting
        && expectation.Outcome == ExpectedOutcome.Reserved
        && Uetr.TryParse(outcome.Uetr, out var uetr)
            ? Judgement.Of((await callers.GetSettlementAsync(uetr, cancellation)).State)
            : Judgement.Of(outcome.Status);

    private List<string> Details(InstructionOutcome outcome)
    {
        var details = new List<string>();
        var (debited, credited) = (outcome.Amounts.Debited, outcome.Amounts.Credited);
        if (debited.Units > 0 || credited.Units > 0)
        {
            details.Add(
                debited == credited || credited.Units == 0
                    ? show.Show(debited.Instrument, debited.Units)
                    : $"{show.Show(debited.Instrument, debited.Units)} for {show.Show(credited.Instrument, credited.Units)}"
            );
        }

        details.AddRange(outcome.Amounts.Rates);
        return details;
    }
}
