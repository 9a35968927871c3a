using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// Field 13C: SNDTIME and RNCTIME become moments on the value date, CLSTIME, TILTIME, FROTIME and REJTIME times that are asked for
/// (Reframe, MT 103 mapping of 13C).
/// </summary>
internal static class IsoTimes
{
    public static (SettlementDateTimeIndication1? Indication, SettlementTimeRequest2? Request) Of(
        ValueList<TimeIndication> fields,
        DateOnly date,
        Remarks remarks
    )
    {
        var (indication, request) = (new SettlementDateTimeIndication1(), new SettlementTimeRequest2());
        foreach (var field in fields)
        {
            var time = $"{field.Time:HH:mm:ss}{Offset(field.Offset)}";
            var moment = $"{date:yyyy-MM-dd}T{time}";
            switch (field.Code)
            {
                case "SNDTIME" when indication.DbtDtTm is null:
                    indication = indication with { DbtDtTm = moment };
                    break;
                case "RNCTIME" when indication.CdtDtTm is null:
                    indication = indication with { CdtDtTm = moment };
                    break;
                case "CLSTIME" when request.CLSTm is null:
                    request = request with { CLSTm = time };
                    break;
                case "TILTIME" when request.TillTm is null:
                    request = request with { TillTm = time };
                    break;
                case "FROTIME" when request.FrTm is null:
                    request = request with { FrTm = time };
                    break;
                case "REJTIME" when request.RjctTm is null:
                    request = request with { RjctTm = time };
                    break;
                default:
                    remarks.Missing("13C", field.Text());
                    break;
            }
        }

        return (
            indication == new SettlementDateTimeIndication1() ? null : indication,
            request == new SettlementTimeRequest2() ? null : request
        );
    }

    public static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm");

    public static ISODate Date(DateOnly date) => date.ToString("yyyy-MM-dd");
}
