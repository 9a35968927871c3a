using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Names and addresses as lines (rules MX_To_MTPartyNameAndUnstructuredAddress, MX_To_MTPartyNameAndStructuredAddress and
/// MX_To_MTAddressLineType). Of a structured address the street's parts make one text, town and what goes with it another, as in the
/// public sources; commas stand between.
/// </summary>
internal sealed class MtAddress(MtContext context)
{
    /// <summary>At most four lines of 35: the name, on two lines where there is room, then the address.</summary>
    public ValueList<string> Unnumbered(Max140Text? name, PostalAddress24? address, string path)
    {
        var namePath = path + "/Nm";
        var addressPath = path + "/PstlAdr";
        context.Use(namePath, addressPath + "/AdrLine");
        var nameText = context.Text.Clean(name?.Value ?? Dummy(namePath), namePath);
        var rows = AddressRows(address, addressPath).Select(row => context.Text.Clean(row, addressPath)).ToList();
        var needed = rows.Sum(static row => Rows(row, PartyLines.MaxLength));
        var nameLines = Math.Clamp(PartyLines.MostLines - needed, 1, 2);
        var lines = context.Text.Lines(nameText, PartyLines.MaxLength, nameLines, namePath).ToList();
        AddRows(lines, rows, addressPath);
        return context.Text.Starts(lines, path);
    }

    /// <summary>At most four numbered lines: the name, the country with its town, then what there is room for.</summary>
    public ValueList<PartyDetail> Numbered(
        Max140Text? name,
        PostalAddress24 address,
        string path,
        IReadOnlyList<PartyDetail> more
    )
    {
        var (namePath, addressPath) = (path + "/Nm", path + "/PstlAdr");
        context.Use(namePath);
        var nameText = context.Text.Clean(name?.Value ?? Dummy(namePath), namePath);
        var (street, town) = address.Ctry is null
            ? FromLines(address, addressPath)
            : FromElements(address, addressPath);
        var wanted = new[]
        {
            (Number: 1, Rows: Rows(nameText, PartyDetails.MaxText)),
            (Number: 3, Rows: Rows(town, PartyDetails.MaxText)),
            (Number: 2, Rows: street.Length == 0 ? 0 : Rows(street, PartyDetails.MaxText)),
        };
        var rows = Share(wanted, more.Count);
        var fitted = more.Take(PartyLines.MostLines - rows.Values.Sum()).ToList();
        foreach (var lost in more.Skip(fitted.Count))
        {
            context.Remarks.Missing(path + "/Id", lost.ToString(), "T12005");
        }

        return
        [
            .. Details(1, nameText, rows[1], namePath),
            .. Details(2, street, rows[2], addressPath),
            .. Details(3, town, rows[3], addressPath),
            .. fitted,
        ];
    }

    /// <summary>Whether the address lines are those of a numbered party, which came from an MT.</summary>
    public static bool IsNumbered(PostalAddress24? address)
    {
        var lines = address?.AdrLine.Select(static line => line.Value).ToList() ?? [];
        var first = lines.FindIndex(static line => line.StartsWith("3/", StringComparison.Ordinal));
        return first >= 0
            && lines.Take(first).All(static line => line.StartsWith("2/", StringComparison.Ordinal))
            && lines.Skip(first).All(static line => line.StartsWith("3/", StringComparison.Ordinal))
            && first <= 2
            && lines.Count - first <= 2
            && lines.TrueForAll(static line => line.Length is > 2 and <= PartyLines.MaxLength)
            && lines[first]
                is [_, _, >= 'A' and <= 'Z', >= 'A' and <= 'Z']
                    or [_, _, >= 'A' and <= 'Z', >= 'A' and <= 'Z', '/', _, ..];
    }

    private static int Rows(string text, int length) => (text.Length + length - 1) / length;

    // Each its first line, then second ones in order of weight, while lines are left; other details wait for what is left.
    private static Dictionary<int, int> Share((int Number, int Rows)[] wanted, int more)
    {
        var rows = wanted.ToDictionary(static w => w.Number, static w => Math.Min(w.Rows, 1));
        var left = PartyLines.MostLines - rows.Values.Sum() - more;
        foreach (var (number, count) in wanted)
        {
            if (left > 0 && count > 1)
            {
                rows[number]++;
                left--;
            }
        }

        return rows;
    }

    private IEnumerable<PartyDetail> Details(int number, string text, int rows, string path) =>
        rows == 0
            ? []
            : context
                .Text.Fit(text, rows * PartyDetails.MaxText, path)
                .Chunk(PartyDetails.MaxText)
                .Select(piece => new PartyDetail(number, WithoutBlank(new string(piece))));

    // Where a line ends between words it ends with the word; lines that are not full are joined by a blank again.
    private static string WithoutBlank(string piece) => piece is [.., not ' ', ' '] ? piece[..^1] : piece;

    private (string Street, string Town) FromElements(PostalAddress24 address, string path)
    {
        var street = Street(address, path);
        var town = Town(address, path);
        context.Use(path + "/Ctry");
        return (street, town.Length == 0 ? address.Ctry!.Value : $"{address.Ctry!.Value}/{town}");
    }

    // Lines that came from an MT: their numbers are taken away, and put back when they are written.
    private (string Street, string Town) FromLines(PostalAddress24 address, string path)
    {
        context.Use(path + "/AdrLine");
        for (var i = 2; i <= address.AdrLine.Count; i++)
        {
            context.Use($"{path}/AdrLine[{i}]");
        }

        string Of(char number) =>
            CodedText.Join(
                address.AdrLine.Where(line => line.Value[0] == number).Select(static line => line.Value[2..]),
                PartyDetails.MaxText
            );
        return (Of('2'), Of('3'));
    }

    private List<string> AddressRows(PostalAddress24? address, string path)
    {
        if (address is null)
        {
            return [];
        }

        var rows = new List<string>();
        for (var i = 0; i < address.AdrLine.Count; i++)
        {
            context.Use(i == 0 ? path + "/AdrLine" : $"{path}/AdrLine[{i + 1}]");
            rows.Add(address.AdrLine[i].Value);
        }

        rows.RemoveAll(static row => row == CodedText.NotProvided);
        var street = Street(address with { AdrLine = [] }, path);
        var town = Town(address, path);
        context.Use(path + "/Ctry");
        var place = string.Join('/', new[] { address.Ctry?.Value, town.Length == 0 ? null : town }.OfType<string>());
        rows.AddRange(new[] { street, place }.Where(static row => row.Length > 0));
        return rows;
    }

    private string Street(PostalAddress24 address, string path) =>
        Join(
            path,
            [
                ("StrtNm", address.StrtNm?.Value),
                ("BldgNb", address.BldgNb?.Value),
                ("BldgNm", address.BldgNm?.Value),
                ("Flr", address.Flr?.Value),
                ("PstBx", address.PstBx?.Value),
                ("Room", address.Room?.Value),
                ("Dept", address.Dept?.Value),
                ("SubDept", address.SubDept?.Value),
                .. address.AdrLine.Select((line, i) => (i == 0 ? "AdrLine" : $"AdrLine[{i + 1}]", (string?)line.Value)),
            ]
        );

    private string Town(PostalAddress24 address, string path) =>
        Join(
            path,
            [
                ("TwnNm", address.TwnNm?.Value),
                ("PstCd", address.PstCd?.Value),
                ("CtrySubDvsn", address.CtrySubDvsn?.Value),
                ("TwnLctnNm", address.TwnLctnNm?.Value),
                ("DstrctNm", address.DstrctNm?.Value),
            ]
        );

    private string Join(string path, IEnumerable<(string Tag, string? Text)> parts)
    {
        var given = parts.Where(static part => part.Text is not null).ToList();
        foreach (var (tag, _) in given)
        {
            context.Use($"{path}/{tag}");
        }

        return given.Count == 0
            ? ""
            : context.Text.Clean(string.Join(',', given.Select(static part => part.Text)), path);
    }

    private void AddRows(List<string> lines, List<string> rows, string path)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var left = PartyLines.MostLines - lines.Count;
            if (left == 0)
            {
                var lost = string.Join(' ', rows.Skip(i));
                context.Remarks.Truncated(path, lost);
                lines[^1] = lines[^1][..Math.Min(lines[^1].Length, PartyLines.MaxLength - 1)] + MtText.Mark;
                return;
            }

            lines.AddRange(context.Text.Lines(rows[i], PartyLines.MaxLength, left, path));
        }
    }

    private string Dummy(string path)
    {
        context.Remarks.Changed(path, CodedText.NotProvided, "T12009");
        return CodedText.NotProvided;
    }
}
