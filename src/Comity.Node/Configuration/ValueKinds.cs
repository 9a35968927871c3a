using System.Globalization;
using System.Net;

namespace Comity.Node.Configuration;

/// <summary>The kinds of values that settings have.</summary>
public static class ValueKinds
{
    /// <summary>A file or folder.</summary>
    public static ValueKind<string> Path { get; } =
        new(
            "a path; a relative one starts from the configuration file's folder, or in a variable or flag from the working folder",
            static (string text, string folder, out string value) =>
            {
                value = text.Length > 0 ? System.IO.Path.GetFullPath(text, folder) : string.Empty;
                return text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);
            }
        );

    /// <summary>An address and port.</summary>
    public static ValueKind<IPEndPoint> EndPoint { get; } =
        new(
            "ADDRESS:PORT as 127.0.0.1:7601 or [::1]:7601; port 0 for any that is free",
            static (string text, string _, out IPEndPoint value) =>
            {
                var read = IPEndPoint.TryParse(text, out var parsed) && text.Contains(':', StringComparison.Ordinal);
                value = parsed ?? new IPEndPoint(IPAddress.Loopback, 0);
                return read && text.EndsWith($":{value.Port}", StringComparison.Ordinal);
            }
        );

    /// <summary>Yes or no.</summary>
    public static ValueKind<bool> Flag { get; } =
        new(
            "true or false",
            static (string text, string _, out bool value) =>
            {
                value = text == "true";
                return text is "true" or "false";
            }
        );

    /// <summary>A URL.</summary>
    public static ValueKind<Uri> Url { get; } =
        new(
            "a URL as http://127.0.0.1:4317",
            static (string text, string _, out Uri value) =>
            {
                var read = Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";
                value = read ? parsed! : new Uri("http://invalid");
                return read;
            }
        );

    /// <summary>A number of bytes.</summary>
    public static ValueKind<long> Bytes { get; } =
        new(
            "bytes as 4096, 64 KiB, 512 MiB or 2 GiB",
            static (string text, string _, out long value) =>
            {
                var digits = text.TakeWhile(char.IsAsciiDigit).Count();
                var shift = text[digits..].TrimStart() switch
                {
                    "" => 0,
                    "KiB" => 10,
                    "MiB" => 20,
                    "GiB" => 30,
                    "TiB" => 40,
                    _ => -1,
                };
                value = 0;
                if (shift < 0 || digits is 0 or > 6 + 12 || (shift > 0 && digits > 6))
                {
                    return false;
                }

                value = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) << shift;
                return true;
            }
        );

    /// <summary>A span of time.</summary>
    public static ValueKind<TimeSpan> Span { get; } =
        new(
            "a span of time as 250ms, 30s, 5m, 2h or 7d",
            static (string text, string _, out TimeSpan value) =>
            {
                var digits = text.TakeWhile(char.IsAsciiDigit).Count();
                var unit = text[digits..] switch
                {
                    "ms" => TimeSpan.FromMilliseconds(1),
                    "s" => TimeSpan.FromSeconds(1),
                    "m" => TimeSpan.FromMinutes(1),
                    "h" => TimeSpan.FromHours(1),
                    "d" => TimeSpan.FromDays(1),
                    _ => TimeSpan.Zero,
                };
                value = TimeSpan.Zero;
                if (unit == TimeSpan.Zero || digits is 0 or > 6)
                {
                    return false;
                }

                value = unit * int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
                return true;
            }
        );

    /// <summary>A whole number in a range.</summary>
    public static ValueKind<long> Count(long least, long most) =>
        new(
            $"a whole number, {least} to {most}",
            (string text, string _, out long value) =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value >= least
                && value <= most
        );

    /// <summary>A share.</summary>
    public static ValueKind<double> Share { get; } =
        new(
            "a share from 0 to 1 as 0.01",
            static (string text, string _, out double value) =>
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
                && value is >= 0 and <= 1
        );

    /// <summary>Any text of 1 to 2,000 characters.</summary>
    public static ValueKind<string> Text { get; } =
        new(
            "a text",
            static (string text, string _, out string value) =>
            {
                value = text;
                return text.Length is > 0 and <= 2000;
            }
        );

    /// <summary>One of some words.</summary>
    public static ValueKind<T> OneOf<T>(params (string Word, T Value)[] words) =>
        new(
            string.Join(", ", words[..^1].Select(static one => one.Word)) + " or " + words[^1].Word,
            (string text, string _, out T value) =>
            {
                var found = Array.FindIndex(words, one => one.Word == text);
                value = found < 0 ? words[0].Value : words[found].Value;
                return found >= 0;
            }
        );

    /// <summary>The words of a kind made by <see cref="OneOf{T}"/>, for the nearest one.</summary>
    public static IReadOnlyList<string> WordsOf(string expected) =>
        expected.Contains(" or ", StringComparison.Ordinal) && !expected.Contains(' ' + "as ", StringComparison.Ordinal)
            ? expected.Split([", ", " or "], StringSplitOptions.None)
            : [];
}
