using System.Text;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests;

/// <summary>
/// Whatever comes in is answered, never thrown at; what is accepted is written as it was read; and what is accepted and can be translated
/// is, without a throw. The Corpus folder keeps texts that once were, or might be, trouble.
/// </summary>
public sealed class HostileInputTests
{
    private const int Mutations = 6000;

    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "{4:",
        "-}",
        "\r\n",
        "\n",
        "\r",
        ":",
        ":20:",
        ":72:",
        ":86:",
        "/",
        "//",
        "\r\n-",
        "\r\n:",
        "-",
        "+",
        ",",
        "0",
        "\0",
        "é",
        "{5:{CHK:",
        "9999999999999999999",
        "/RETN/99",
        "/REJT/61",
        "/INS/",
        "NOTPROVIDED",
        "  ",
    ];

    public static TheoryData<string> Corpus =>
        new(Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)!).Order());

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    [Theory]
    [MemberData(nameof(Corpus))]
    public void A_kept_text_is_answered(string file) => Answered(File.ReadAllText(Path.Combine(Folder, file)));

    [Fact]
    public void A_changed_sample_is_answered()
    {
        var seed = Environment.GetEnvironmentVariable("COMITY_SEED") is { } given
            ? int.Parse(given)
            : Random.Shared.Next();
        var random = new Random(seed);
        var samples = Samples.Names.Select(Samples.Text).ToArray();
        for (var i = 0; i < Mutations; i++)
        {
            var text = samples[random.Next(samples.Length)];
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                text = Mutate(text, samples, random);
            }

            var failure = Record.Exception(() => Answered(text));
            Assert.True(failure is null, $"COMITY_SEED={seed}, text {i}:\n{text}\n{failure}");
        }
    }

    [Fact]
    public void Bytes_without_sense_are_answered()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            using var stream = new MemoryStream(bytes);
            Assert.False(MtReader.Read(stream).TryGet(out _, out _));
        }
    }

    // Deep nesting and long lines cost no more than their length.
    [Theory]
    [InlineData("{3:")]
    [InlineData("{1:F01")]
    [InlineData(":20:")]
    [InlineData("\r\n")]
    public void Repetition_is_answered_at_once(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 20_000 / piece.Length).ToString();
        var started = System.Diagnostics.Stopwatch.StartNew();

        Answered(text);
        Answered(Samples.Text("mt103-core").Replace(":70:", ":70:" + text[..10_000], StringComparison.Ordinal));

        Assert.True(started.Elapsed < TimeSpan.FromSeconds(5), started.Elapsed.ToString());
    }

    private static void Answered(string text)
    {
        if (!MtReader.Read(text).TryGet(out var message, out _))
        {
            return;
        }

        var written = MtWriter.ToText(message);
        Assert.True(MtReader.Read(written).TryGet(out var again, out var refusal), refusal?.ToString());
        Assert.Equal(message, again);
        if (MtTranslator.ToIso20022(message).TryGet(out var iso))
        {
            MtTranslator.ToMt(iso);
        }
    }

    private static string Mutate(string text, string[] samples, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(12), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            2 => text[..at] + (char)random.Next(32, 127) + text[Math.Min(at + 1, text.Length)..],
            3 => SwapLines(text, random),
            _ => InsertLine(text, samples[random.Next(samples.Length)], random),
        };
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split("\r\n");
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join("\r\n", lines);
    }

    private static string InsertLine(string text, string from, Random random)
    {
        var lines = text.Split("\r\n").ToList();
        var source = from.Split("\r\n");
        lines.Insert(random.Next(lines.Count), source[random.Next(source.Length)]);
        return string.Join("\r\n", lines);
    }
}
