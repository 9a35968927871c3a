using System.Collections.Concurrent;
using Comity.Iso20022.Tests.Support;
using CsCheck;

namespace Comity.Iso20022.Tests.Corpus;

/// <summary>
/// Replays the kept inputs, and makes new ones of them. A new one that the readers disagree about, or that one of them throws on, is
/// printed small and as a line of <c>corpus.jsonl</c>: put the line there and it is replayed from then on. Nothing is added by itself.
/// <para><c>COMITY_ISO_ITERATIONS=1000000</c> makes the long run.</para>
/// <para><c>COMITY_ISO_CORPUS=collect</c> beside it rewrites the file with an input, made small, for each outcome that is new, and leaves out
/// those that show nothing that a smaller one does not show.</para>
/// </summary>
public sealed class CorpusTests
{
    private static readonly bool Collects = Environment.GetEnvironmentVariable("COMITY_ISO_CORPUS") == "collect";

    public static TheoryData<int> Numbers { get; } = new(Enumerable.Range(1, CorpusEntry.All.Count));

    /// <summary>Each line by its number in the file.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_kept_input_ends_as_it_did_and_all_agree_about_it(int line)
    {
        var entry = CorpusEntry.All[line - 1];
        var verdict = Verdict.Of(entry.Text);

        Assert.Null(verdict.Disagreement);
        Assert.Equal(entry.Outcome, verdict.Outcome);
    }

    [Fact]
    public void The_corpus_is_small_and_shows_each_thing_once()
    {
        Assert.InRange(CorpusEntry.All.Count, 150, 320);
        Assert.InRange(CorpusEntry.All.Sum(static entry => entry.Text.Length), 0, 2_000_000);
        Assert.Distinct(CorpusEntry.All.Select(static entry => entry.Outcome));
    }

    [Fact]
    public void An_input_made_of_those_that_are_kept_is_no_matter_of_dispute()
    {
        byte[][] inputs =
        [
            .. CorpusEntry.All.Select(static entry => entry.Text),
            .. Repository.AllSamples.Select(File.ReadAllBytes),
            .. SupportedMessages.All.Select(static (_, message) => GeneratedInstanceTests.Make(message, seed: message)),
        ];
        var seen = new ConcurrentDictionary<string, CorpusEntry>(
            CorpusEntry
                .All.Select(static entry => Collects ? entry with { Outcome = Outcome(entry.Text) } : entry)
                .OrderBy(static entry => entry.Text.Length)
                .DistinctBy(static entry => entry.Outcome)
                .ToDictionary(static entry => entry.Outcome),
            StringComparer.Ordinal
        );
        Gen.Select(Gen.Int[0, inputs.Length - 1], Gen.Int[0, inputs.Length - 1], Gen.Int[0, int.MaxValue])
            .Sample(
                (one, other, seed) =>
                {
                    var made = InputMutation.Apply(inputs[one], inputs[other], new Random(seed));
                    if (Dispute(made) is { } dispute)
                    {
                        var small = Minimiser.Shrink(made, text => Dispute(text) is not null);
                        Assert.Fail($"{dispute}\nKeep it: {new CorpusEntry(Outcome(small), small).Line}");
                    }

                    if (
                        Collects
                        && Outcome(made) is var outcome
                        && (!seen.TryGetValue(outcome, out var kept) || kept.Text.Length > made.Length)
                    )
                    {
                        seen[outcome] = new CorpusEntry(outcome, made);
                    }
                },
                iter: Iterations(3_000)
            );
        if (Collects)
        {
            CorpusEntry.Keep(
                seen.Values.Select(static entry =>
                    entry with
                    {
                        Text = Minimiser.Shrink(entry.Text, text => Outcome(text) == entry.Outcome),
                    }
                )
            );
        }
    }

    // What is wrong about an input, in words that stay the same while it is made smaller.
    private static string? Dispute(byte[] text)
    {
        try
        {
            return Verdict.Of(text).Disagreement;
        }
#pragma warning disable CA1031 // Whatever is thrown is the finding.
        catch (Exception fault)
        {
            return fault.ToString();
        }
#pragma warning restore CA1031
    }

    private static string Outcome(byte[] text)
    {
        try
        {
            return Verdict.Of(text).Outcome;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
        {
            return fault.GetType().Name;
        }
#pragma warning restore CA1031
    }

    private static int Iterations(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("COMITY_ISO_ITERATIONS"), out var asked) ? asked : usual;
}
