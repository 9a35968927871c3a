using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Wire;

namespace Comity.Cli.Output;

/// <summary>One step of a settlement, in words.</summary>
/// <param name="Height">The block.</param>
/// <param name="Time">Its time.</param>
/// <param name="What">What happened.</param>
internal sealed record SettlementStep(ulong Height, string Time, string What);

/// <summary>The steps of a settlement, in words.</summary>
/// <param name="Show">Amounts as people read them.</param>
/// <param name="Names">Names of participants by LEI, and of accounts by address; what is not named is shown as it is.</param>
internal sealed record SettlementSteps(Amounts Show, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<SettlementStep> Of(SettlementInfo info) =>
        [
            .. info.Steps.Select(step => new SettlementStep(
                step.Height,
                new Timestamp(step.Time).ToString(),
                Words(step)
            )),
        ];

    /// <summary>A leg in words.</summary>
    public string Words(Transfer leg) =>
        $"{Show.Show(leg.Amount.Instrument, leg.Amount.ToUnits())} from {Name(leg.From)} to {Name(leg.To)}";

    private string Words(EventView step) =>
        step.Kind switch
        {
            EventView.Types.Kind.Queued => "taken in: waits for its conditions, signatures or cover",
            EventView.Types.Kind.Authorised => $"authorised by {Name(step.Participant)}",
            EventView.Types.Kind.Approved => $"approved by {Name(step.Participant)}",
            EventView.Types.Kind.Signed => $"signed by {Name(step.Participant)}",
            EventView.Types.Kind.Fulfilled => "hash lock opened",
            EventView.Types.Kind.Reserved => $"funds held: {Legs(step.Transfers)}",
            EventView.Types.Kind.Released => $"funds released: {Legs(step.Transfers)}",
            EventView.Types.Kind.Renounced => $"given up by {Name(step.Participant)}",
            EventView.Types.Kind.Cancelled => $"taken back by {Name(step.Participant)}{Suffix(step.Reason)}",
            EventView.Types.Kind.Expired => "expired: left the queue without a trace on balances",
            EventView.Types.Kind.LiquiditySaved =>
                $"netting: settled together with {step.Settlements.Count - 1} others that none could alone",
            EventView.Types.Kind.OfferTaken => $"offer {step.Offer} taken",
            EventView.Types.Kind.OfferRestored => $"offer {step.Offer} given back its capacity",
            EventView.Types.Kind.Settled => $"settled, final ({Path(step.Path)}): {Legs(step.Transfers)}",
            _ => step.Kind.ToString(),
        };

    private static string Path(EventView.Types.Path path) =>
        path switch
        {
            EventView.Types.Path.Direct => "at once",
            EventView.Types.Path.Completed => "when the last thing missing came",
            EventView.Types.Path.Queue => "from the queue",
            EventView.Types.Path.LiquiditySaver => "by netting",
            EventView.Types.Path.Seizure => "under a legal order",
            _ => path.ToString(),
        };

    private static string Suffix(string reason) => reason.Length == 0 ? string.Empty : $" ({reason})";

    private string Legs(IEnumerable<Transfer> legs) => string.Join("; ", legs.Select(Words));

    private string Name(string known) => Names.GetValueOrDefault(known, known);
}
