using System.Globalization;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>A numbered line of a party, 1!n/33x.</summary>
/// <param name="Number">1 name, 2 street, 3 country and town, 4 date and 5 place of birth, 6 customer and 7 national number, 8 continuation.</param>
/// <param name="Text">What it says.</param>
public sealed record PartyDetail(int Number, string Text)
{
    /// <summary>The line.</summary>
    public override string ToString() => $"{Number}/{Text}";
}

/// <summary>
/// The numbered lines of options 50F and 59F (User Handbook, field specifications): in order, the name first; 1, 2 and 3 at most
/// twice, the others once; a street only with a country; date and place of birth only together (T54, T56, T73, T50).
/// </summary>
internal static class PartyDetails
{
    public const int MaxText = 33;

    /// <summary>The lines, once they are seen to be in order.</summary>
    /// <param name="details">1 to 4 lines.</param>
    /// <param name="highest">The highest number allowed: 8 in 50F, 3 in 59F.</param>
    /// <param name="before">How many lines of the field stand before.</param>
    /// <param name="continues">Whether line 8 may continue what stands before, the party identifier.</param>
    public static ValueList<PartyDetail> Check(
        ValueList<PartyDetail> details,
        int highest,
        int before,
        bool continues = false
    )
    {
        Guard.Lines(
            details.Select(static d => d.ToString()).ToValueList(),
            PartyLines.MostLines,
            PartyLines.MaxLength,
            "name and address",
            before
        );
        for (var i = 0; i < details.Count; i++)
        {
            CheckOrder(details, i, highest, before);
            CheckContent(details, i, before);
        }

        CheckCompanions(details, highest, before, continues);
        return details;
    }

    public static ValueList<PartyDetail> Read(FieldText text, int first)
    {
        text.RequireAtLeast(first + 1);
        text.RequireAtMost(first + PartyLines.MostLines);
        return Enumerable
            .Range(first, text.Lines.Count - first)
            .Select(index =>
            {
                var line = text.Line(index);
                var number = line.Fixed(1, CharacterSet.N, "line number", ErrorCodes.PartyLines);
                line.Expect("/", "line number");
                return new PartyDetail(number[0] - '0', line.ToEnd(MaxText, CharacterSet.X, "name and address"));
            })
            .ToValueList();
    }

    private static void CheckOrder(ValueList<PartyDetail> details, int i, int highest, int before)
    {
        var number = details[i].Number;
        var previous = i == 0 ? 0 : details[i - 1].Number;
        var times = details.Count(d => d.Number == number);
        var fault = (i, number) switch
        {
            (0, not 1) => "number 1, the name, first",
            _ when number < 1 || number > highest => $"numbers 1 to {highest}",
            _ when number < previous => "numbers in order",
            (_, <= 3) when times > 2 => "a number at most twice",
            (_, > 3) when times > 1 => "numbers from 4 on once",
            _ => null,
        };
        if (fault is not null)
        {
            throw Refuse(details[i], i, before, "line number", fault, ErrorCodes.PartyNumbers);
        }
    }

    private static void CheckContent(ValueList<PartyDetail> details, int i, int before)
    {
        var detail = details[i];
        switch (detail.Number)
        {
            case 3 when details[i - 1].Number != 3:
            case 5 or 6 or 7:
                if (!StartsWithCountry(detail.Text, slashNeeded: detail.Number != 3))
                {
                    throw Refuse(
                        detail,
                        i,
                        before,
                        "country",
                        "a country of two letters, a slash, and more",
                        ErrorCodes.Country
                    );
                }

                break;
            case 4
                when !DateOnly.TryParseExact(
                    detail.Text,
                    "yyyyMMdd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ):
                throw Refuse(detail, i, before, "date of birth", "a date, YYYYMMDD", ErrorCodes.Date);
        }
    }

    private static void CheckCompanions(ValueList<PartyDetail> details, int highest, int before, bool continues)
    {
        bool Has(int number) => details.Any(d => d.Number == number);
        var fault =
            (Has(2) || highest > 3) && !Has(3) ? "number 3, country and town"
            : Has(4) != Has(5) ? "numbers 4 and 5 together"
            : Has(8) && !Has(6) && !Has(7) && !continues ? "number 8 only where something is continued"
            : null;
        if (fault is not null)
        {
            throw Refuse(details[^1], details.Count - 1, before, "line number", fault, ErrorCodes.PartyNumbers);
        }
    }

    private static bool StartsWithCountry(string text, bool slashNeeded) =>
        text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '/', _, ..]
        || (!slashNeeded && text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']);

    private static FieldException Refuse(
        PartyDetail detail,
        int i,
        int before,
        string part,
        string allowed,
        string code
    ) => FieldException.At(before + i + 1, 1, part, detail.ToString(), allowed, code);
}
