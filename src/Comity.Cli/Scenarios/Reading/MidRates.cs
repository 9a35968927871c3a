using System.Numerics;
using Comity.Protocol.Money;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Mid-market rates: units of each currency for one unit of a common base, exactly as the file spells them.</summary>
internal sealed class MidRates
{
    private readonly Dictionary<string, (BigInteger Digits, int Decimals)> _perBase = new(StringComparer.Ordinal);

    /// <summary>The currencies with a rate.</summary>
    public IReadOnlyCollection<string> Currencies => _perBase.Keys;

    /// <summary>Reads CSV: a header line, then CURRENCY,RATE lines; lines that begin with # are notes.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="fault">Given the line, from 1, and what is wrong with it.</param>
    public static MidRates Read(IReadOnlyList<string> lines, Action<int, string> fault)
    {
        var rates = new MidRates();
        var header = true;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (header)
            {
                header = false;
                continue;
            }

            var parts = line.Split(',');
            if (parts.Length != 2 || !Values.Decimal(parts[1].Trim(), out var value) || value.Digits.IsZero)
            {
                fault(index + 1, $"'{line}' is not CURRENCY,RATE with a positive decimal rate");
            }
            else if (!rates._perBase.TryAdd(parts[0].Trim(), value))
            {
                fault(index + 1, $"{parts[0]} is listed twice");
            }
        }

        return rates;
    }

    /// <summary>
    /// The rate at which a maker sells: mid market less a spread. Exact; where the fraction does not fit 64 bits on either
    /// side, it is rounded against the taker by less than one part in 2^60.
    /// </summary>
    /// <param name="sells">What the maker gives, with its decimals.</param>
    /// <param name="buys">What the maker takes, with its decimals.</param>
    /// <param name="basisPoints">The spread, 0 to 9,999.</param>
    public Rate Selling((string Currency, int Decimals) sells, (string Currency, int Decimals) buys, int basisPoints)
    {
        var sold = _perBase[sells.Currency];
        var bought = _perBase[buys.Currency];
        var numerator =
            sold.Digits
            * BigInteger.Pow(10, bought.Decimals)
            * BigInteger.Pow(10, sells.Decimals)
            * (10_000 - basisPoints);
        var denominator =
            bought.Digits * BigInteger.Pow(10, sold.Decimals) * BigInteger.Pow(10, buys.Decimals) * 10_000;
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (numerator, denominator) = (numerator / divisor, denominator / divisor);
        var excess = (int)Math.Max(0, Math.Max(numerator.GetBitLength(), denominator.GetBitLength()) - 63);
        return new Rate((ulong)(numerator >> excess), (ulong)-(-denominator >> excess));
    }
}
