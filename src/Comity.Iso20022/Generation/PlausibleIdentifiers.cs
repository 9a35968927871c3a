using System.Globalization;
using Comity.Iso20022.Identifiers;

namespace Comity.Iso20022.Generation;

/// <summary>Made-up identifiers with the form and the check digits of real ones.</summary>
internal static class PlausibleIdentifiers
{
    private static readonly string[] Institutions =
    [
        "NRDB",
        "ALPN",
        "MERI",
        "KASI",
        "SOLA",
        "TERR",
        "OCEA",
        "VANT",
        "BRIX",
        "LUMN",
    ];

    /// <summary>A BIC of eight or eleven characters.</summary>
    public static string Bic(Random random) =>
        Pick(Institutions, random)
        + Pick(PlausiblePlaces.All, random).Country
        + Letter(random)
        + (char)('2' + random.Next(8))
        + (random.Next(2) == 0 ? "XXX" : "");

    /// <summary>An IBAN of one of the registry's countries, without the country's own check digits where it has some.</summary>
    public static string Iban(Random random)
    {
        var country = Pick(IbanCountry.All, random);
        var account = string.Concat(country.Kinds.Select(kind => kind == 'a' ? Letter(random) : Digit(random)));
        return Identifiers.Iban.TryMake(country.Code, account, out var made, out var refusal)
            ? made.Value
            : throw new InvalidOperationException(refusal.ToString());
    }

    /// <summary>An LEI.</summary>
    public static string Lei(Random random)
    {
        var entity =
            string.Concat(Enumerable.Range(0, 4).Select(_ => Digit(random)))
            + "00"
            + string.Concat(Enumerable.Range(0, 12).Select(_ => random.Next(3) == 0 ? Letter(random) : Digit(random)));
        var remainder = CheckDigits.Remainder("00", CheckDigits.Remainder(entity));
        return entity + (98 - remainder).ToString("00", CultureInfo.InvariantCulture);
    }

    /// <summary>A UETR: a UUID of version 4, from the seed.</summary>
    public static string Uetr(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A reference of letters and digits.</summary>
    public static string Reference(Random random, int most)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"R{random.Next(1_000_000):000000}{random.Next(1_000_000_000):000000000}"
        );
        return text[..Math.Min(most, text.Length)];
    }

    private static char Letter(Random random) => (char)('A' + random.Next(26));

    private static char Digit(Random random) => (char)('0' + random.Next(10));

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
