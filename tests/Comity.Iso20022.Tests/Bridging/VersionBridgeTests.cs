using System.Globalization;
using Comity.Iso20022.Bridging;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests.Bridging;

public sealed class VersionBridgeTests
{
    private const int Messages = 60;

    // Codes that only say which kind of amount an element of its own said before.
    private static readonly string[] AmountCodes = ["DUPA", "CREN", "TAXS", "REMI"];

    public static TheoryData<string, string> Pairs =>
        [.. VersionBridge.Pairs.Select(static p => (p.From.Identifier, p.To.Identifier))];

    [Fact]
    public void Every_message_in_two_versions_has_a_bridge_in_both_directions()
    {
        string[] expected =
        [
            "camt.025.001.08 camt.025.001.09",
            "camt.029.001.09 camt.029.001.13",
            "camt.054.001.08 camt.054.001.13",
            "camt.056.001.08 camt.056.001.11",
            "pacs.002.001.10 pacs.002.001.15",
            "pacs.004.001.09 pacs.004.001.14",
            "pacs.008.001.08 pacs.008.001.13",
            "pacs.009.001.08 pacs.009.001.12",
            "pacs.028.001.03 pacs.028.001.06",
            "pain.001.001.09 pain.001.001.12",
        ];
        var forth = VersionBridge.Pairs.Select(static p => $"{p.From} {p.To}").ToList();
        var back = VersionBridge.Pairs.Select(static p => $"{p.To} {p.From}").ToList();
        Assert.Equal(expected, forth.Intersect(expected).Order(StringComparer.Ordinal));
        Assert.Equal(expected, back.Intersect(expected).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void There_and_back_a_message_is_the_same_unless_something_was_listed(string from, string to)
    {
        var (source, target) = (Type(from), Type(to));
        for (var seed = 0; seed < Messages; seed++)
        {
            var message = Make(source, seed);
            if (VersionBridge.Convert(message, target) is not BridgeResult.Converted { Unheld.Count: 0 } there)
            {
                continue;
            }

            Assert.Null(FrameworkJudge.Fault(MessageWriter.ToBytes(there.Message)));
            var back = Assert.IsType<BridgeResult.Converted>(VersionBridge.Convert(there.Message, source));
            Assert.True(back.Unheld.Count == 0, $"seed {seed}: {string.Join('\n', back.Unheld)}");
            Assert.True(back.Message == message, $"seed {seed}: another message came back");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_is_listed_is_what_is_lost_and_nothing_else(string from, string to)
    {
        var (source, target) = (Type(from), Type(to));
        for (var seed = 0; seed < Messages; seed++)
        {
            var message = Make(source, seed);
            if (VersionBridge.Convert(message, target) is not BridgeResult.Converted there)
            {
                continue;
            }

            Assert.Null(FrameworkJudge.Fault(MessageWriter.ToBytes(there.Message)));
            var lost = there.Unheld.Select(static u => u.Path).ToList();
            Assert.Equal(lost.Distinct().Count(), lost.Count);
            Assert.DoesNotContain(
                lost,
                inner => lost.Any(outer => inner.StartsWith(outer + "/", StringComparison.Ordinal))
            );
            var kept = Values(message, lost);
            var carried = Values(there.Message, []);
            Assert.True(kept.SequenceEqual(carried), $"seed {seed}: {string.Join('\n', there.Unheld)}");
        }
    }

    [Fact]
    public void What_was_renamed_or_moved_is_held()
    {
        var message = Make(Type("pacs.008.001.08"), 0);
        var draft = DraftMaker.Of(message);
        var transaction = draft.At(["FIToFICstmrCdtTrf", "CdtTrfTxInf"]).First();
        foreach (var old in transaction.Named("AccptncDtTm").ToList())
        {
            transaction.Remove(old);
        }

        transaction.Add(
            new Draft("AccptncDtTm", transaction.Element("AccptncDtTm")!.Type) { Text = "2026-11-25T10:00:00Z" }
        );

        var there = Assert.IsType<BridgeResult.Converted>(
            VersionBridge.Convert(DraftMaker.Message(draft)!, Type("pacs.008.001.13"))
        );

        var moved = DraftMaker.Of(there.Message).At(["FIToFICstmrCdtTrf", "CdtTrfTxInf", "AddtlDtTm", "AccptncDtTm"]);
        Assert.Equal("2026-11-25T10:00:00Z", moved.First().Text);
    }

    [Fact]
    public void A_value_that_is_too_long_is_listed_with_its_place_and_the_bound()
    {
        var draft = DraftMaker.Of(Make(Type("pacs.008.001.13"), 3));
        var header = draft.At(["FIToFICstmrCdtTrf", "GrpHdr"]).Single();
        var expiry = new Draft("XpryDtTm", header.Element("XpryDtTm")!.Type) { Text = "2026-11-25T10:00:00Z" };
        foreach (var old in header.Named("XpryDtTm").ToList())
        {
            header.Remove(old);
        }

        header.Add(expiry);

        var unheld = VersionBridge.Convert(DraftMaker.Message(draft)!, Type("pacs.008.001.08")).Unheld;

        var listed = Assert.Single(unheld, static u => u.Path == "/Document/FIToFICstmrCdtTrf/GrpHdr/XpryDtTm");
        Assert.Equal(UnheldReason.NoSuchElement, listed.Reason);
        Assert.Equal("2026-11-25T10:00:00Z", listed.Value);
    }

    [Theory]
    [InlineData("DUPA TMDS CREN TAXS CITY REMI", "DuePyblAmt DscntApldAmt CdtNoteAmt TaxAmt TaxAmt RmtdAmt", "")]
    [InlineData("REMI DUPA", "RmtdAmt", "OutOfOrder")]
    [InlineData("DUPA DUPA REMI", "DuePyblAmt RmtdAmt", "TooMany")]
    [InlineData("DUPA ESCO", "DuePyblAmt", "NoSuchElement")]
    public void Typed_amounts_of_a_document_go_to_the_elements_of_their_kind_and_back(
        string codes,
        string tags,
        string reasons
    )
    {
        var later = WithAmounts(codes.Split(' '));

        var there = Assert.IsType<BridgeResult.Converted>(VersionBridge.Convert(later, Type("pacs.008.001.08")));

        var amounts = DraftMaker.Of(there.Message).At(AmountsPath).Single().Children;
        Assert.Equal(tags, string.Join(' ', amounts.Select(static d => d.Tag)));
        var listed = there.Unheld.Where(static u => u.Path.Contains("/RfrdDocAmt/", StringComparison.Ordinal));
        Assert.Equal(reasons, string.Join(' ', listed.Select(static u => u.Reason)));
        if (reasons.Length == 0)
        {
            var back = Assert.IsType<BridgeResult.Converted>(
                VersionBridge.Convert(there.Message, Type("pacs.008.001.13"))
            );
            Assert.Equal(
                Values(later, []).Where(static v => v.EndsWith("XTS", StringComparison.Ordinal)),
                Values(back.Message, []).Where(static v => v.EndsWith("XTS", StringComparison.Ordinal))
            );
            Assert.Equal(
                codes,
                string.Join(
                    ' ',
                    DraftMaker
                        .Of(back.Message)
                        .At([.. AmountsPath, "RmtAmtAndTp", "Tp", "Cd"])
                        .Select(static d => d.Text)
                )
            );
        }
    }

    [Fact]
    public void A_mandates_data_stands_one_level_deeper_in_later_versions()
    {
        var message = Enumerable
            .Range(0, 200)
            .Select(seed => Make(Type("pacs.002.001.10"), seed))
            .First(static m => Mandates(m).SelectMany(static d => d.Named("MndtId")).Any());
        var there = Assert.IsType<BridgeResult.Converted>(VersionBridge.Convert(message, Type("pacs.002.001.15")));
        Assert.Equal(
            Mandates(message).SelectMany(static d => d.Named("MndtId")).Select(static d => d.Text),
            Mandates(there.Message).SelectMany(static d => d.At(["DrctDbtMndt", "MndtId"])).Select(static d => d.Text)
        );

        static IEnumerable<Draft> Mandates(Message m) =>
            DraftMaker.Of(m).Everything.Where(static d => d.Tag == "MndtRltdInf");
    }

    [Fact]
    public void Another_message_is_not_another_version() =>
        Assert.Throws<ArgumentException>(() =>
            VersionBridge.Convert(Make(Type("pacs.008.001.08"), 0), Type("pacs.009.001.08"))
        );

    private static readonly string[] AmountsPath = ["FIToFICstmrCdtTrf", "CdtTrfTxInf", "RmtInf", "Strd", "RfrdDocAmt"];

    private static Message WithAmounts(string[] codes)
    {
        var document = DraftMaker.Of(MessageGenerator.SchemaValid(Type("pacs.008.001.13"), 1, 0));
        var at = document;
        foreach (var tag in AmountsPath)
        {
            at = at.Named(tag).FirstOrDefault() ?? Add(at, tag);
        }

        foreach (var code in codes)
        {
            var amount = Add(at, "RmtAmtAndTp");
            Add(Add(amount, "Tp"), "Cd").Text = code;
            var number = Add(amount, "Amt");
            (number.Text, number.Currency) = (at.Children.Count.ToString(CultureInfo.InvariantCulture), "XTS");
        }

        return DraftMaker.Message(document)!;

        static Draft Add(Draft parent, string tag)
        {
            var made = new Draft(tag, parent.Element(tag)!.Type);
            parent.Add(made);
            return made;
        }
    }

    private static Message Make(MessageType type, int seed) =>
        MessageGenerator.SchemaValid(type, seed, 0.2 + (seed % 5 * 0.2));

    private static MessageType Type(string identifier) =>
        SupportedMessages.TryGet(identifier, out var type)
            ? type
            : throw new ArgumentException("Not supported.", nameof(identifier));

    private static List<string> Values(Message message, List<string> without)
    {
        var values = new List<string>();
        Collect(DraftMaker.Of(message));
        values.Sort(StringComparer.Ordinal);
        return values;

        void Collect(Draft draft)
        {
            if (without.Contains(draft.Path))
            {
                return;
            }

            var isKind =
                draft.Tag == "Cd" && AmountCodes.Contains(draft.Text) && draft.Parent?.Parent?.Tag == "RmtAmtAndTp";
            if ((draft.IsValue || draft.Type is FragmentDescription) && !isKind)
            {
                values.Add(draft.Text + draft.Currency + draft.Fragment?.Text.ToString(CultureInfo.InvariantCulture));
            }

            foreach (var child in draft.Children)
            {
                Collect(child);
            }
        }
    }
}
