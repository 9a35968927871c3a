using System.Diagnostics;
using System.Text;
using Comity.Iso20022.Json;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;
using CsCheck;
using static Comity.Iso20022.Tests.Json.JsonTexts;

namespace Comity.Iso20022.Tests.Json;

public sealed class JsonHostileInputTests
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "1e999",
        "-0",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"\\ud800\"",
        "\"\\u0000\":1,",
        "\"amt\":\"2\",",
        "\"Ccy\":\"USD\",",
        "\"MsgId\":\"2\",",
        "\"TxSts\":\"ACSC\",",
        "\u00ff",
        "\ud83d\ude00",
        "\n",
        " ",
        "/**/",
        "<",
        "&#0;",
    ];

    [Fact]
    public void Ten_thousand_levels_are_refused_at_the_limit()
    {
        Assert.Equal(JsonReadFailureKind.TooDeep, Refusal(new string('[', 10_000)).Kind);
        Assert.Equal(
            JsonReadFailureKind.TooDeep,
            Refusal(string.Concat(Enumerable.Repeat("{\"Document\":", 10_000))).Kind
        );
    }

    [Fact]
    public void A_stream_without_end_is_refused_at_the_size_limit()
    {
        using var stream = new CountingStream(
            "{\"Document\":{\"FIToFIPmtStsRpt\":{\"GrpHdr\":{\"MsgId\":\"",
            'A',
            long.MaxValue / 2
        );

        var failure = Assert.IsType<JsonReadResult.Refused>(JsonMessageReader.Read(stream)).Failure;

        Assert.Equal(JsonReadFailureKind.TooLarge, failure.Kind);
        Assert.InRange(stream.Given, 0, (32 << 20) + (1 << 17));
    }

    [Fact]
    public void A_long_text_is_refused()
    {
        Assert.Equal(JsonReadFailureKind.TextTooLong, Refusal(With("\"M\"", $"\"{new string('M', 2 << 20)}\"")).Kind);
        Assert.Equal(JsonReadFailureKind.TextTooLong, Refusal(With("\"M\"", $"\"{new string('M', 8 << 20)}\"")).Kind);
    }

    [Fact]
    public void Many_unknown_or_repeated_members_cost_no_more_than_their_length()
    {
        var many = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
        {
            many.Append($"\"M{i % 7}\":[[{i}]],");
        }

        var clock = Stopwatch.StartNew();
        using var stream = new MemoryStream(Bytes(With("\"MsgId\"", many + "\"MsgId\"")));
        var failures = JsonMessageReader.FindFailures(stream);

        Assert.Equal(100, failures.Count);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_entity_bomb_in_supplementary_data_is_refused_before_it_expands()
    {
        var bomb =
            "<!DOCTYPE a [<!ENTITY l0 'lol'>"
            + string.Concat(
                Enumerable.Range(1, 19).Select(i => $"<!ENTITY l{i} '&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};'>")
            )
            + "]><a>&l19;</a>";

        Assert.Equal(JsonReadFailureKind.InvalidFragment, Refusal(With("<a xmlns=\\\"urn:example\\\" />", bomb)).Kind);
    }

    [Fact]
    public void Deep_xml_in_supplementary_data_is_refused_at_the_limit()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000));

        Assert.Equal(JsonReadFailureKind.InvalidFragment, Refusal(With("<a xmlns=\\\"urn:example\\\" />", deep)).Kind);
    }

    [Fact]
    public void A_text_cut_anywhere_is_refused()
    {
        var text = Bytes(Document);
        for (var length = 0; length < text.Length; length++)
        {
            var failure = Refusal(text[..length]);
            Assert.Contains(failure.Kind, new[] { JsonReadFailureKind.NotWellFormed, JsonReadFailureKind.Empty });
        }
    }

    [Fact]
    public void Anything_after_the_message_is_refused()
    {
        Assert.Equal(JsonReadFailureKind.NotWellFormed, Refusal(Document + Document).Kind);
        Assert.Equal(JsonReadFailureKind.NotWellFormed, Refusal(Document + "x").Kind);
        Accepted(Document + " \n");
    }

    [Fact]
    public void Whatever_is_done_to_a_text_it_is_refused_with_a_place_or_is_a_valid_message()
    {
        var samples = Repository
            .OwnSamples.Select(p => RoundTripTests.Read(File.ReadAllBytes(p)))
            .Select(m =>
                (m.Document.Type, Text: Encoding.UTF8.GetString(JsonMessageWriter.ToBytes(m.Document, m.Header)))
            )
            .Append((null!, Document))
            .ToArray();
        var (accepted, refused) = (0, 0);
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, int.MaxValue])
            .Sample(
                (sample, seed) =>
                {
                    var (type, text) = samples[sample];
                    var damaged = Damage(Bytes(text), new Random(seed));
                    if (JsonMessageReader.Read(damaged, type).TryGet(out var message, out var failure))
                    {
                        Interlocked.Increment(ref accepted);
                        Assert.Null(FrameworkJudge.Fault(MessageWriter.ToBytes(message.Document, message.Header)));
                        var again = Accepted(
                            JsonMessageWriter.ToBytes(message.Document, message.Header),
                            message.Document.Type
                        );
                        Assert.Equal((message.Document, message.Header), (again.Document, again.Header));
                    }
                    else
                    {
                        Interlocked.Increment(ref refused);
                        Assert.True(failure.Kind == JsonReadFailureKind.Empty || failure.Line > 0, failure.ToString());
                        using var stream = new MemoryStream(damaged);
                        Assert.NotEmpty(JsonMessageReader.FindFailures(stream, type));
                    }
                },
                iter: 6000
            );
        Assert.True(accepted > 100 && refused > 1000, $"{accepted} accepted, {refused} refused");
    }

    private static byte[] Damage(byte[] text, Random random)
    {
        var damaged = text.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 20), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, Bytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    damaged[at] = (byte)"0123456789ABCabc .-+"[random.Next(20)];
                    break;
                default:
                    var length = Math.Min(random.Next(1, 60), damaged.Count - at);
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(at, length));
                    break;
            }

            if (damaged.Count == 0)
            {
                break;
            }
        }

        return damaged.ToArray();
    }
}
