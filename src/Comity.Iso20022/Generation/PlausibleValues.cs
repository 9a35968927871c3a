using System.Globalization;
using System.Xml.Schema;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Generation;

/// <summary>Values that look like those of real messages: each fits its element's schema, and where it can, its meaning.</summary>
internal sealed class PlausibleValues(Random random)
{
    private static readonly string[] Units =
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "AED",
        "SAR",
        "THB",
        "HKD",
        "CNY",
        "JPY",
        "KWD",
    ];

    private static readonly string[] Names =
    [
        "Anna Lindqvist",
        "Omar Haddad",
        "Chen Wei",
        "Marta Ruiz",
        "Nordwind Logistik GmbH",
        "Al Noor Trading LLC",
        "Siam Components Ltd",
        "Harbour and Sons Ltd",
        "Alpine Watches SA",
        "Sakura Instruments KK",
    ];

    private static readonly string[] Banks =
    [
        "Nordic Harbour Bank",
        "Alpine Cantonal Bank",
        "Meridian Commercial Bank",
        "Bank of the Gulf Coast",
        "Siam Industrial Bank",
        "Oceanic Trust Bank",
    ];

    private static readonly string[] Vocabulary =
    [
        "invoice",
        "order",
        "delivery",
        "spare parts",
        "consulting",
        "rent",
        "settlement",
        "April",
        "cotton",
        "2026",
    ];

    private PlausiblePlaces place = PlausiblePlaces.All[random.Next(PlausiblePlaces.All.Length)];
    private Currency currency = Unit(random);

    /// <summary>Gives an element with a value of its own that value.</summary>
    public void Fill(Draft draft, string inside)
    {
        switch (draft.Type)
        {
            case AmountDescription amount:
                // Amounts of one message are mostly of one currency.
                currency = random.Next(6) == 0 ? Unit(random) : currency;
                draft.Currency = currency.Code;
                draft.Text = Number(amount.Number, currency.MinorUnits ?? 2);
                break;
            case FragmentDescription fragment:
                var space = fragment.Namespace ?? "urn:example:supplement";
                draft.Fragment = XmlFragment.From(
                    "<Note xmlns=\"" + space + "\">" + PlausibleIdentifiers.Reference(random, 8) + "</Note>"
                );
                break;
            default:
                draft.Text = Text(draft.Tag, (SimpleDescription)draft.Type, inside);
                break;
        }
    }

    /// <summary>Another place for the addresses that follow.</summary>
    public void Move() => place = PlausiblePlaces.All[random.Next(PlausiblePlaces.All.Length)];

    private string Text(string tag, SimpleDescription type, string inside)
    {
        var meant = Meant(tag, type, inside);
        return meant is not null && type.Parse(meant) is not null ? meant : ByType(type);
    }

    /// <summary>A code of an external code set, where the library carries the set.</summary>
    public string? Code(string set) =>
        ExternalCodes.All.FirstOrDefault(s => s.Name == set)?.Codes.ToList() is { } codes
            ? codes[random.Next(codes.Count)].Code
            : null;

    private string? Meant(string tag, TypeDescription type, string inside) =>
        tag switch
        {
            "BICFI" or "AnyBIC" => PlausibleIdentifiers.Bic(random),
            "IBAN" => PlausibleIdentifiers.Iban(random),
            "LEI" => PlausibleIdentifiers.Lei(random),
            "UETR" or "OrgnlUETR" => PlausibleIdentifiers.Uetr(random),
            "Ctry" or "CtryOfRes" or "CtryOfBirth" => place.Country,
            "TwnNm" => place.Town,
            "PstCd" => place.PostCode,
            "StrtNm" => place.Street,
            "BldgNb" => random.Next(1, 200).ToString(CultureInfo.InvariantCulture),
            "AdrLine" => "Floor "
                + random.Next(1, 40).ToString(CultureInfo.InvariantCulture)
                + ", Gate "
                + (char)('A' + random.Next(26)),
            "Nm" when inside is "FinInstnId" or "BrnchId" => Banks[random.Next(Banks.Length)],
            "Nm" or "RegnNm" => Names[random.Next(Names.Length)],
            "Ccy" or "CcyOfTrf" or "SrcCcy" or "TrgtCcy" or "UnitCcy" or "QtdCcy" => currency.Code,
            "PhneNb" or "MobNb" or "FaxNb" => "+49-"
                + random.Next(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture),
            "EmailAdr" => "payments@example.com",
            "NbOfTxs" or "PgNb" => "1",
            "OrgnlMsgNmId" => "pacs.008.001.08",
            "XchgRate" => random.Next(1, 200).ToString(CultureInfo.InvariantCulture) + ".25",
            _ => Code(type.Name),
        };

    private string ByType(SimpleDescription type) =>
        type switch
        {
            FlagDescription => random.Next(2) == 0 ? "true" : "false",
            CodeDescription { Codes: var codes } => codes[random.Next(codes.Count)],
            NumberDescription number => Number(number, currency.MinorUnits ?? 2),
            BinaryDescription binary => Convert.ToBase64String(Bytes(Math.Max(1, binary.MinLength))),
            TemporalDescription { Kind: var kind } => kind switch
            {
                XmlTypeCode.Date => Moment("yyyy-MM-dd"),
                XmlTypeCode.DateTime => Moment("yyyy-MM-ddTHH:mm:ss") + "+00:00",
                XmlTypeCode.Time => Moment("HH:mm:ss") + "+00:00",
                XmlTypeCode.GYearMonth => Moment("yyyy-MM"),
                _ => Moment("yyyy"),
            },
            TextDescription { Pattern: { } pattern } => PatternText.Matching(pattern, random),
            TextDescription text => Words(text.MinLength, text.MaxLength),
            _ => throw new NotSupportedException(type.Name),
        };

    private static Currency Unit(Random random) =>
        Currencies.TryFind(Units[random.Next(Units.Length)], out var unit)
            ? unit
            : throw new InvalidOperationException("A currency of this list is not in ISO 4217 any more.");

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Words(int least, int most)
    {
        if (most <= 35)
        {
            var reference = PlausibleIdentifiers.Reference(random, most);
            return reference.Length >= least ? reference : reference.PadRight(least, '0');
        }

        var text = Vocabulary[random.Next(Vocabulary.Length)] + " " + Vocabulary[random.Next(Vocabulary.Length)];
        return text.Length >= least ? text : text.PadRight(least, 'x');
    }

    private string Number(NumberDescription type, int decimals)
    {
        var fraction = Math.Min(decimals, type.FractionDigits);
        var whole = random.Next(1, (int)Math.Pow(10, Math.Clamp(type.TotalDigits - fraction, 1, 6)));
        return whole.ToString(CultureInfo.InvariantCulture)
            + (
                fraction == 0
                    ? ""
                    : "." + string.Concat(Enumerable.Range(0, fraction).Select(_ => (char)('0' + random.Next(10))))
            );
    }

    private string Moment(string format) =>
        new DateTime(2026, 11, 16)
            .AddSeconds(random.Next(40 * 24 * 3600))
            .ToString(format, CultureInfo.InvariantCulture);
}
