using System.Runtime.InteropServices;

namespace Comity.Ledger.LiquiditySaving;

/// <summary>A score in two ranks: the class being searched, then the classes below it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StageScore(Int128 Own, Int128 Lower)
{
    public static StageScore operator +(StageScore left, StageScore right) =>
        new(left.Own + right.Own, left.Lower + right.Lower);

    public static StageScore operator -(StageScore left, StageScore right) =>
        new(left.Own - right.Own, left.Lower - right.Lower);

    public static bool operator >(StageScore left, StageScore right) =>
        left.Own != right.Own ? left.Own > right.Own : left.Lower > right.Lower;

    public static bool operator <(StageScore left, StageScore right) => right > left;
}
