namespace Comity.Protocol.Money;

/// <summary>
/// An exact price: so many minor units sold for so many minor units bought. Rounding is always against the taker, by less
/// than one minor unit: what the maker gives is rounded down, what the taker gives is rounded up.
/// </summary>
public readonly record struct Rate
{
    /// <summary>A price of <paramref name="numerator"/> units sold for <paramref name="denominator"/> units bought.</summary>
    /// <param name="numerator">Minor units sold, at least 1.</param>
    /// <param name="denominator">Minor units bought, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is 0.</exception>
    public Rate(ulong numerator, ulong denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numerator);
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>Minor units sold.</summary>
    public ulong Numerator { get; }

    /// <summary>Minor units bought.</summary>
    public ulong Denominator { get; }

    /// <summary>What the maker gives for exactly <paramref name="bought"/>, rounded down.</summary>
    /// <returns>False where the result does not fit 128 bits.</returns>
    public bool TrySold(UInt128 bought, out UInt128 sold) => TryScale(bought, Numerator, Denominator, false, out sold);

    /// <summary>What the taker gives to receive exactly <paramref name="sold"/>, rounded up.</summary>
    /// <returns>False where the result does not fit 128 bits.</returns>
    public bool TryBought(UInt128 sold, out UInt128 bought) => TryScale(sold, Denominator, Numerator, true, out bought);

    /// <inheritdoc/>
    public override string ToString() => $"{Numerator}/{Denominator}";

    // units * multiplier / divisor, exactly: with units = whole * divisor + part, neither product loses a bit unless the
    // result itself does not fit.
    private static bool TryScale(UInt128 units, ulong multiplier, ulong divisor, bool up, out UInt128 result)
    {
        var (whole, part) = UInt128.DivRem(units, divisor);
        var rest = part * multiplier;
        var (fraction, remainder) = UInt128.DivRem(rest, divisor);
        result = 0;
        if (whole > UInt128.MaxValue / multiplier)
        {
            return false;
        }

        var scaled = whole * multiplier;
        var addition = fraction + (up && remainder != 0 ? UInt128.One : UInt128.Zero);
        if (UInt128.MaxValue - scaled < addition)
        {
            return false;
        }

        result = scaled + addition;
        return true;
    }
}
