using System.Globalization;

namespace Comity.Ordering.Checkpoints;

/// <summary>A checkpoint's file name: its height in 20 digits, then <c>.checkpoint</c>.</summary>
internal static class CheckpointName
{
    public const string PartialExtension = ".partial";
    private const string Extension = ".checkpoint";
    private const int Digits = 20;

    public static string Of(ulong height) => height.ToString("D20", CultureInfo.InvariantCulture) + Extension;

    public static bool TryParse(string name, out ulong height)
    {
        height = 0;
        return name.Length == Digits + Extension.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out height);
    }

    public static bool IsPartial(string name) =>
        name.EndsWith(PartialExtension, StringComparison.Ordinal) && TryParse(name[..^PartialExtension.Length], out _);
}
