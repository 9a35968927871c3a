using System.Numerics;

namespace Comity.Ledger.LiquiditySaving;

/// <summary>Arrays that grow to the largest queue seen and are then reused, so that a warm saver allocates nothing.</summary>
internal static class Buffers
{
    /// <summary>Makes room for <paramref name="length"/> elements, keeping what is there.</summary>
    public static void Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, (int)BitOperations.RoundUpToPowerOf2((uint)Capacity(length)));
        }
    }

    /// <summary>Makes room for <paramref name="length"/> elements and sets them all to their default.</summary>
    public static void Clear<T>(ref T[] buffer, int length)
    {
        Grow(ref buffer, length);
        Array.Clear(buffer, 0, length);
    }

    private static int Capacity(int length) => length < 16 ? 16 : length;
}
