using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Rules;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// What fields 72 and 79 say of a rejection or a return (the payments reject/return guidelines). The field at fault is 99, none in
/// particular, as the public pairs of messages have it, unless further information brings one back.
/// </summary>
internal static class RejectWords
{
    private const string NoReason = "XX99";

    public static RejectOrReturn Of(
        bool isReturn,
        string? reason,
        ValueList<Max105Text> information,
        (string? Value, string Path) instruction,
        (string? Value, string Path) endToEnd,
        string path,
        MtContext context
    )
    {
        context.Use($"{path}/Rsn", path + "/AddtlInf");
        for (var i = 2; i <= information.Count; i++)
        {
            context.Use($"{path}/AddtlInf[{i}]");
        }

        var words = new RejectOrReturn
        {
            IsReturn = isReturn,
            Field = "99",
            Reason = Reason(reason, path, context),
            MessageReference = context.Reference(instruction.Value, instruction.Path, "T20072").Value,
            TransactionReference = endToEnd.Value is null or CodedText.NotProvided
                ? null
                : context.Text.Fit(endToEnd.Value, Reference.MaxLength, endToEnd.Path),
        };
        context.Use(endToEnd.Path);
        return information.Aggregate(words, (so, text) => With(so, context.Text.Clean(text.Value, path)));
    }

    private static RejectOrReturn With(RejectOrReturn words, string text)
    {
        var part = CodedText.ParseLine(text);
        return part.Code switch
        {
            "REJT" or "RETN" => words with { Field = part.Text },
            "CHGS" => words with { Charges = part.Text },
            "TEXT" => words with { Text = words.Text + part.Text },
            _ when words.Text is not null => words with { Text = words.Text + text },
            _ => words with { ReasonText = words.ReasonText + text },
        };
    }

    private static string Reason(string? reason, string path, MtContext context)
    {
        if (reason is [>= '0' and <= 'Z', >= '0' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'])
        {
            return reason;
        }

        // Four letters (NARR, CUST and others) are no reason to the guidelines, which want two digits at the end.
        context.Remarks.Missing($"{path}/Rsn", reason ?? "nothing");
        return NoReason;
    }
}
