using System.Buffers;

namespace Comity.Iso20022.Tests.Corpus;

/// <summary>Makes an input small that shows something, as long as it still shows it (delta debugging: Zeller and Hildebrandt, 2002).</summary>
internal static class Minimiser
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The smallest found.</summary>
    /// <param name="text">The input.</param>
    /// <param name="shows">Whether an input still shows it.</param>
    public static byte[] Shrink(byte[] text, Func<byte[], bool> shows)
    {
        // Element by element first, since whole elements can go while single bytes cannot; then ever shorter runs of bytes.
        for (var before = -1; before != text.Length; )
        {
            before = text.Length;
            text = WithoutElements(text, shows);
            for (var run = Math.Min(64, text.Length / 2); run > 0; run /= 4)
            {
                text = WithoutRuns(text, run, shows);
            }
        }

        return text;
    }

    private static byte[] WithoutElements(byte[] text, Func<byte[], bool> shows)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '<' && End(text, at) is { } end && shows([.. text[..at], .. text[end..]]))
            {
                text = [.. text[..at], .. text[end..]];
                at--;
            }
        }

        return text;
    }

    // Behind the end tag of the same name that comes first: right where it does not nest in itself.
    private static int? End(byte[] text, int start)
    {
        var name = text.AsSpan(start + 1);
        var length = name.IndexOfAny(NameEnd);
        if (length <= 0)
        {
            return null;
        }

        byte[] tag = [.. "</"u8, .. name[..length], .. ">"u8];
        var at = text.AsSpan(start).IndexOf(tag);
        return at < 0 ? null : start + at + tag.Length;
    }

    private static byte[] WithoutRuns(byte[] text, int run, Func<byte[], bool> shows)
    {
        for (var at = 0; at + run <= text.Length; )
        {
            byte[] shorter = [.. text[..at], .. text[(at + run)..]];
            if (shows(shorter))
            {
                text = shorter;
            }
            else
            {
                at += run;
            }
        }

        return text;
    }
}
