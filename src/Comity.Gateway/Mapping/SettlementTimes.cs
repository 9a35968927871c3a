using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Xml;
using Comity.Iso20022.Components;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Mapping;

/// <summary>
/// When a payment may settle. RjctTm or else TillTm is when it leaves the queue; FrTm is when it may settle first. Without any
/// of them it settles now or is refused. Times without a zone are UTC, and are of the settlement date, or of today.
/// </summary>
internal static class SettlementTimes
{
    private const string Reserve = "RESERVE";

    public static bool TryRead(
        Transfer transfer,
        DateTimeOffset now,
        out QueueTerms? queue,
        out ImmutableArray<Condition> conditions,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        (queue, conditions, refusal) = (null, [], null);
        var isShared = transfer.Arrangement == PaymentVersusPayment.Arrangement;
        var reserve = transfer.Arrangement == Reserve;
        if (isShared && transfer.SettlementDate is null)
        {
            refusal = InstructionRefusal.Own(
                "CH21",
                "SettlementDateMissing",
                "IntrBkSttlmDt is missing; both sides of a payment versus payment state the same",
                "State it."
            );
            return false;
        }

        var times = transfer.Times;
        var end = times?.RjctTm ?? times?.TillTm;
        if (times?.FrTm is null && end is null && !isShared && !reserve)
        {
            return true;
        }

        var date = transfer.SettlementDate?.Date ?? DateOnly.FromDateTime(now.UtcDateTime);
        var expiry = end is null
            ? new DateTimeOffset(date.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
            : At(date, end);
        if (expiry <= now)
        {
            refusal = InstructionRefusal.Own(
                "TM01",
                "TooLate",
                $"the time to settle ended at {expiry:yyyy-MM-dd'T'HH:mm:sszzz}",
                "Send it again with a later time."
            );
            return false;
        }

        queue = new QueueTerms(Priority(transfer.Priority), ToTimestamp(expiry), reserve);
        if (times?.FrTm is { } from)
        {
            conditions = [new TimeWindow(ToTimestamp(At(date, from)), Timestamp.Never)];
        }

        return true;
    }

    public static Timestamp ToTimestamp(DateTimeOffset instant) => new((ulong)instant.ToUnixTimeMilliseconds());

    private static byte Priority(Priority3Code? priority) =>
        priority switch
        {
            Priority3Code.URGT => 9,
            Priority3Code.HIGH => 5,
            _ => 0,
        };

    private static DateTimeOffset At(DateOnly date, ISOTime time)
    {
        var zone = time.TryGetZone(out var offset) ? offset : TimeSpan.Zero;
        var local = time.HasZone ? time.Value[..^(time.Value.EndsWith('Z') ? 1 : 6)] : time.Value;
        var clock = XmlConvert.ToDateTime(local, XmlDateTimeSerializationMode.Unspecified).TimeOfDay;
        return new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue) + clock, zone);
    }
}
