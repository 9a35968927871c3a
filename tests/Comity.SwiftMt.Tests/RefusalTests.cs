using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;

namespace Comity.SwiftMt.Tests;

/// <summary>What is refused, where, and with which of SWIFT's codes: each a sample with one thing changed.</summary>
public sealed class RefusalTests
{
    [Theory]
    // Fields: format and character set.
    [InlineData("mt103-core", ":20:pacs8bizmsgidr03", ":20:/pacs8bizmsgid", "20", "T26")]
    [InlineData("mt103-core", ":20:pacs8bizmsgidr03", ":20:PACS//8", "20", "T26")]
    [InlineData("mt103-core", ":20:pacs8bizmsgidr03", ":20:12345678901234567", "20", "T33")]
    [InlineData("mt103-core", ":20:pacs8bizmsgidr03", ":20:A_B", "20", "T34")]
    [InlineData("mt103-core", ":23B:CRED", ":23B:DEBT", "23B", "T36")]
    [InlineData("mt103-core", ":32A:210409EUR15669,38", ":32A:210431EUR15669,38", "32A", "T50")]
    [InlineData("mt103-core", ":32A:210409EUR15669,38", ":32A:210409EU115669,38", "32A", "T52")]
    [InlineData("mt103-core", ":32A:210409EUR15669,38", ":32A:210409EUR15669,381", "32A", "C03")]
    [InlineData("mt103-core", ":32A:210409EUR15669,38", ":32A:210409EUR15669", "32A", "T43")]
    [InlineData("mt103-core", ":52A:RBOSGB2LXXX", ":52A:RBOSGB2", "52A", "T27")]
    [InlineData("mt103-core", ":71A:OUR", ":71A:ALL", "71A", "T08")]
    // Order, presence, options.
    [InlineData("mt103-core", ":23B:CRED\r\n", "", "23B", "T13")]
    [InlineData("mt103-core", ":71A:OUR", ":99Z:OUR", "71A", "T13")]
    // Rules between fields.
    [InlineData("mt103-core", ":33B:EUR15669,38", ":33B:USD15669,38", "36", "D75")]
    [InlineData("mt103-core", ":33B:EUR15669,38\r\n", "", "33B", "D49")]
    [InlineData("mt103-core", ":57A:HELSFIHHXXX\r\n", ":56A:HELSFIHHXXX\r\n", "57", "C81")]
    [InlineData("mt103-core", ":71A:OUR", ":71A:OUR\r\n:71F:EUR1,", "71F", "E13")]
    [InlineData("mt103-core", ":71A:OUR", ":71A:SHA\r\n:71G:EUR1,", "71G", "D50")]
    [InlineData("mt940-short", ":62F:C221020EUR", ":62F:C221020USD", "62", "C27")]
    [InlineData("mt910", ":52A:BKAUATWW\r\n", "", "52", "C06")]
    public void One_fault_is_named_by_field_and_code(string sample, string was, string isNow, string field, string code)
    {
        var refusal = Refused(Changed(sample, was, isNow));

        Assert.Equal((field, code, '4'), (refusal.Field, refusal.ErrorCode, refusal.Block));
        Assert.NotEmpty(refusal.Allowed);
    }

    [Theory]
    [InlineData("{1:F01", "{1:X99", '1', MtRefusalKind.BadHeader)]
    [InlineData("{2:O103", "{2:Q103", '2', MtRefusalKind.BadHeader)]
    [InlineData("{2:O103", "{2:O104", '2', MtRefusalKind.UnsupportedMessage)]
    [InlineData("{3:{121:8a5", "{3:{121:xyz", '3', MtRefusalKind.BadHeader)]
    [InlineData("{3:{121:", "{3:{199:", '3', MtRefusalKind.BadHeader)]
    [InlineData("-}", "-", '4', MtRefusalKind.BrokenBlocks)]
    [InlineData("-}", "-}{5:{CHK:12}}", '5', MtRefusalKind.BadHeader)]
    [InlineData("\r\n:23B:", "\n:23B:", '4', MtRefusalKind.BadLineEnd)]
    public void A_broken_frame_is_named_by_block(string was, string isNow, char block, MtRefusalKind kind)
    {
        var refusal = Refused(Changed("mt103-core", was, isNow));

        Assert.Equal((block, kind), (refusal.Block, refusal.Kind));
    }

    [Fact]
    public void The_place_is_the_line_and_column_of_the_text()
    {
        var refusal = Refused(Changed("mt103-core", "3/GB/Epping", "3/GB/Epp_ng"));

        Assert.Equal(("50F", 9, 9), (refusal.Field, refusal.Line, refusal.Column));
    }

    [Fact]
    public void Bare_line_feeds_are_read_where_that_is_asked_for()
    {
        var text = Samples.Text("mt103-core").ReplaceLineEndings("\n");

        Assert.Equal(MtRefusalKind.BadLineEnd, Refused(text).Kind);
        Assert.True(
            MtReader.Read(text, new MtReadOptions { AllowBareLineFeeds = true }).TryGet(out var message, out _)
        );
        Assert.Equal(RoundTripTests.Read(Samples.Text("mt103-core")), message);
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_unread()
    {
        Assert.Equal(MtRefusalKind.TooLong, Refused(new string('A', 20_001)).Kind);
        Assert.Equal(MtRefusalKind.Empty, Refused("").Kind);
    }

    [Fact]
    public void A_field_is_checked_by_itself()
    {
        Assert.IsType<Checked<Reference>.Valid>(MtField.Check<Reference>("ABC"));
        Assert.IsType<Checked<Reference>.Refused>(MtField.Check<Reference>("/ABC"));
    }

    private static string Changed(string sample, string was, string isNow)
    {
        var text = Samples.Text(sample);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{sample} has no {was}");
        return text[..at] + isNow + text[(at + was.Length)..];
    }

    private static MtRefusal Refused(string text)
    {
        Assert.False(MtReader.Read(text).TryGet(out _, out var refusal));
        return refusal!;
    }
}
