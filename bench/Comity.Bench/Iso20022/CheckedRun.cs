using System.Text;
using Comity.Bench.Report;
using Comity.Iso20022;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;

namespace Comity.Bench.Iso20022;

/// <summary>Reading many different payments and checking schema and CBPR+ rules, beside the framework, which has no rules to check.</summary>
internal static class CheckedRun
{
    private const int Different = 800;

    /// <summary>The figures, each the median of so many rounds of so many messages on one thread.</summary>
    public static IEnumerable<Figure> Measure(int messages, int rounds)
    {
        var all = VariedPayments.Make(Different).Select(VariedPayments.Text).ToArray();
        // A signature inside the header, which Swift's own layer makes needless, sends a text to the careful reader: told apart.
        var texts = all.Where(static text => text.AsSpan().IndexOf("<Sgntr>"u8) < 0).ToArray();
        var signed = all.Except(texts).ToArray();
        var checker = new RuleChecker(RuleBook.CbprPlus);
        var peer = new FrameworkReader();
        peer.RequireRefusal(Wrong(texts[0], "</ChrgBr>", "X</ChrgBr>"));
        peer.RequireRefusal(Wrong(texts[0], "</MsgDefIdr>", "</MsgDefIdr><Wrong/>"));

        // In turns, so that whatever else the machine does falls on all alike.
        var (ours, careful, reading, theirs) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>()
        );
        var allocated = 0L;
        for (var round = 0; round <= rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ours.Add(Rate.Of(messages, i => Check(checker, texts[i % texts.Length])));
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / messages;
            reading.Add(Rate.Of(messages, i => Read(texts[i % texts.Length])));
            theirs.Add(Rate.Of(messages / 5, i => peer.Read(texts[i % texts.Length])));
            careful.Add(Rate.Of(messages / 5, i => Check(checker, signed[i % signed.Length])));
        }

        var (rate, alone, framework) = (Rate.Median(ours), Rate.Median(reading), Rate.Median(theirs));
        yield return Bars.IsoChecked(
            rate,
            $"median of {rounds} rounds of {messages:N0}, {texts.Length} different ones with their headers, {texts.Average(static text => text.Length):N0} bytes on average, one thread; {allocated:N0} bytes allocated each; {Rate.Median(careful):N0}/s of those that carry a signature in the header"
        );
        yield return Bars.IsoVariedTimes(
            alone / framework,
            $"{alone:N0}/s against {framework:N0}/s, in turns, both with the schema alone; with the rules too, which the framework has not, still {rate / framework:N1} x"
        );
    }

    private static byte[] Wrong(byte[] text, string part, string replacement) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace(part, replacement, StringComparison.Ordinal));

    private static void Check(RuleChecker checker, byte[] text)
    {
        if (checker.Check(Read(text), text, VariedPayments.Day) is [var finding, ..])
        {
            throw new InvalidOperationException(finding.ToString());
        }
    }

    private static BusinessMessage Read(byte[] text) =>
        MessageReader.Read(text).TryGet(out var message, out var failure)
            ? message
            : throw new InvalidOperationException(failure.ToString());
}
