using System.Globalization;

namespace Comity.Ordering.Log;

/// <summary>A segment's file name: its first height in 20 digits, then <c>.log</c>.</summary>
internal static class SegmentName
{
    public const string Extension = ".log";
    public const string PartialExtension = ".log.partial";
    private const int Digits = 20;

    public static string Of(ulong firstHeight) => firstHeight.ToString("D20", CultureInfo.InvariantCulture) + Extension;

    public static bool TryParse(string name, out ulong firstHeight)
    {
        firstHeight = 0;
        return name.Length == Digits + Extension.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out firstHeight);
    }

    public static bool IsPartial(string name) =>
        name.EndsWith(PartialExtension, StringComparison.Ordinal)
        && TryParse(name[..^(PartialExtension.Length - Extension.Length)], out _);
}
