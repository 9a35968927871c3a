using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>Times as fields 13C; a time without zone is UTC (public sources agree).</summary>
internal static class MtTimes
{
    public static ValueList<TimeIndication> Of(
        SettlementDateTimeIndication1? indication,
        SettlementTimeRequest2? request,
        DateOnly date,
        string path,
        MtContext context
    )
    {
        var times = new (string Code, string Path, TemporalValue? Value)[]
        {
            ("SNDTIME", $"{path}/SttlmTmIndctn/DbtDtTm", indication?.DbtDtTm),
            ("RNCTIME", $"{path}/SttlmTmIndctn/CdtDtTm", indication?.CdtDtTm),
            ("CLSTIME", $"{path}/SttlmTmReq/CLSTm", request?.CLSTm),
            ("TILTIME", $"{path}/SttlmTmReq/TillTm", request?.TillTm),
            ("FROTIME", $"{path}/SttlmTmReq/FrTm", request?.FrTm),
            ("REJTIME", $"{path}/SttlmTmReq/RjctTm", request?.RjctTm),
        };
        return times
            .Where(static time => time.Value is not null)
            .Select(time =>
            {
                context.Use(time.Path);
                return Of(time.Code, time.Value!, date, time.Path, context);
            })
            .ToValueList();
    }

    private static TimeIndication Of(string code, TemporalValue value, DateOnly date, string path, MtContext context)
    {
        var at = value.Value.IndexOf('T', StringComparison.Ordinal);
        var clock = value.Value[(at + 1)..];
        if (at >= 0 && value.Value[..at] != date.ToString("yyyy-MM-dd"))
        {
            context.Remarks.Missing(path, value.Value[..at]);
        }

        var seconds = clock[5..].TrimStart(':').TakeWhile(static c => char.IsAsciiDigit(c) || c == '.');
        if (seconds.Any(static c => c is >= '1' and <= '9'))
        {
            context.Remarks.Missing(path, value.Value);
        }

        value.TryGetZone(out var offset);
        return new TimeIndication(
            code,
            new TimeOnly(int.Parse(clock.AsSpan(0, 2)) % 24, int.Parse(clock.AsSpan(3, 2))),
            offset
        );
    }
}
