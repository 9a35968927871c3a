using System.Numerics;

namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// A fixed sequence of numbers that look unrelated (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014), the same for every search, so that a search that varies its choices still gives one answer.
/// </summary>
internal struct FixedSequence
{
    private ulong _state;

    public FixedSequence(ulong seed) => _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>
    /// 256 times an exponential variate with base 2, by a table-free approximation of the logarithm: 0 to 33 * 256.
    /// </summary>
    public long Exponential()
    {
        var bits = (uint)(Next() >> 32) | 1;
        var zeros = BitOperations.LeadingZeroCount(bits);
        var mantissa = unchecked(bits << zeros << 1) >> 24;
        return ((zeros + 1) << 8) - mantissa;
    }
}
