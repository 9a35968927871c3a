using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
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
    public string Words(Leg leg) =>
        $"{Show.Show(leg.Instrument, leg.Units.ToUnits())} from {Account(leg.From.Span)} to {Account(leg.To.Span)}";

    private string Words(Event step) =>
        step.KindCase switch
        {
            Event.KindOneofCase.Queued => "taken in: waits for its conditions, signatures or cover",
            Event.KindOneofCase.Authorised => $"authorised by {Name(step.Authorised.Participant)}",
            Event.KindOneofCase.Approved => $"approved by {Name(step.Approved.Participant)}",
            Event.KindOneofCase.Signed => $"signed by {Name(step.Signed.Participant)}",
            Event.KindOneofCase.Fulfilled => "hash lock opened",
            Event.KindOneofCase.Reserved => $"funds held: {Legs(step.Reserved.Legs)}",
            Event.KindOneofCase.Released => $"funds released: {Legs(step.Released.Legs)}",
            Event.KindOneofCase.Renounced => $"given up by {Name(step.Renounced.Participant)}",
            Event.KindOneofCase.Cancelled => $"taken back by {Name(step.Cancelled.By)}{Suffix(step.Cancelled.Reason)}",
            Event.KindOneofCase.Expired => "expired: left the queue without a trace on balances",
            Event.KindOneofCase.LiquiditySaved =>
                $"netting: settled together with {step.LiquiditySaved.Settlements.Count - 1} others that none could alone",
            Event.KindOneofCase.OfferTaken => $"offer {Convert.ToHexStringLower(step.OfferTaken.Id.Span)} taken",
            Event.KindOneofCase.OfferRestored =>
                $"offer {Convert.ToHexStringLower(step.OfferRestored.Id.Span)} given back its capacity",
            Event.KindOneofCase.Settled => $"settled, final ({Path(step.Settled.Path)}): {Legs(step.Settled.Legs)}",
            _ => step.KindCase.ToString(),
        };

    private static string Path(SettlementPath path) =>
        path switch
        {
            SettlementPath.Direct => "at once",
            SettlementPath.Completed => "when the last thing missing came",
            SettlementPath.Queue => "from the queue",
            SettlementPath.LiquiditySaver => "by netting",
            SettlementPath.Seizure => "under a legal order",
            _ => path.ToString(),
        };

    private static string Suffix(string reason) => reason.Length == 0 ? string.Empty : $" ({reason})";

    private string Legs(IEnumerable<Leg> legs) => string.Join("; ", legs.Select(Words));

    private string Name(string lei) => Names.GetValueOrDefault(lei, lei);

    private string Account(ReadOnlySpan<byte> account)
    {
        var address = new AccountAddress(account).ToString();
        return Names.GetValueOrDefault(address, address);
    }
}
