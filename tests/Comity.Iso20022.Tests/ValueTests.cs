using System.Globalization;
using System.Reflection;
using System.Xml;
using System.Xml.Schema;
using Comity.Iso20022.Components;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Values;
using CsCheck;

namespace Comity.Iso20022.Tests;

public sealed class ValueTests
{
    private static readonly Dictionary<string, XmlSchemaSimpleType> Official = FrameworkJudge
        .Types.OfType<XmlSchemaSimpleType>()
        .DistinctBy(t => t.Name)
        .ToDictionary(t => t.Name!, StringComparer.Ordinal);

    private static readonly string[] Odd =
    [
        "",
        " ",
        "a",
        "AED",
        "aed",
        "2026-11-02",
        "2026-02-30",
        "2026-11-02T08:00:00Z",
        "2026-11-02T25:00:00",
        "08:00:00",
        "2026-11",
        "24:00:00",
        "2026-11-02T24:00:00",
        "0001-01-01T00:00:00+14:00",
        "-0001-01-01",
        "10000-01-01",
        "2026-11-02+15:00",
        "2026-11-02-14:00",
        "\ud83d\ude00",
        "+971-4123",
        new string('x', 35),
        new string('x', 36),
        new string('x', 2049),
        "0",
        "7",
        "5493001KJTIIGC8Y1R12",
        "2026-11-02T08:00:00.123456789",
        "2026-11-02T08:00:00.",
        "12345",
        "A\nB",
        "+12:00",
        "Z",
    ];

    public static TheoryData<string> TextTypes =>
        new(
            typeof(Max35Text)
                .Assembly.GetTypes()
                .Where(t =>
                    (t.IsSubclassOf(typeof(TextValue)) || t.IsSubclassOf(typeof(TemporalValue)))
                    && Official.ContainsKey(t.Name)
                )
                .Select(t => t.Name)
        );

    [Theory]
    [MemberData(nameof(TextTypes))]
    public void A_text_type_takes_exactly_what_its_schema_takes(string name)
    {
        var check = typeof(Max35Text)
            .Assembly.GetType("Comity.Iso20022.Components." + name)!
            .GetMethod("Check", BindingFlags.Static | BindingFlags.Public)!;
        var instance = new RandomInstance(new Random(7));
        foreach (var text in Odd.Concat(Enumerable.Range(0, 50).Select(_ => instance.Value(Official[name]))))
        {
            var result = check.Invoke(null, [text])!;

            Assert.True(
                Takes(Official[name], text) == (result.GetType().Name == "Valid"),
                $"{name}: '{text}': {result}"
            );
        }
    }

    [Fact]
    public void A_number_takes_exactly_what_its_schema_takes() =>
        Gen.Decimal.Sample(
            number =>
            {
                foreach (var shorter in Enumerable.Range(0, 12).Select(d => decimal.Round(number % 1_000_000m, d)))
                {
                    Assert.Equal(
                        Takes("PercentageRate", shorter),
                        PercentageRate.Check(shorter) is Checked<PercentageRate>.Valid
                    );
                    Assert.Equal(
                        Takes("DecimalNumber", shorter),
                        DecimalNumber.Check(shorter) is Checked<DecimalNumber>.Valid
                    );
                    Assert.Equal(
                        Takes("ActiveCurrencyAndAmount_SimpleType", shorter),
                        ActiveCurrencyAndAmount.Check(shorter, "AED") is Checked<ActiveCurrencyAndAmount>.Valid
                    );
                }
            },
            iter: 300
        );

    [Theory]
    [InlineData("999999999999999999", true)]
    [InlineData("1000000000000000000", false)]
    [InlineData("9999999999999.99999", true)]
    [InlineData("10000000000000.00001", false)]
    [InlineData("1.000000000", true)]
    [InlineData("1.000001", false)]
    [InlineData("-0.01", false)]
    [InlineData("0", true)]
    public void An_amount_has_at_most_18_digits_and_5_after_the_point(string number, bool allowed)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);

        Assert.Equal(allowed, ActiveCurrencyAndAmount.Check(value, "AED").TryGet(out _));
        Assert.Equal(allowed, Takes("ActiveCurrencyAndAmount_SimpleType", value));
    }

    [Fact]
    public void A_wrong_value_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => Max35Text.From(""));
        Assert.Throws<ArgumentException>(() => Max35Text.From("bell \u0007"));
        Assert.Throws<ArgumentException>(() => Max35Text.From("half a pair \ud83d"));
        Assert.Throws<ArgumentException>(() => new ActiveCurrencyAndAmount(-1m, "AED"));
        Assert.Throws<ArgumentException>(() => new ActiveCurrencyAndAmount(1m, "AED") with { Value = 0.000001m });
        Assert.Throws<ArgumentException>(() =>
            new PostalAddress24 { AdrLine = ["1", "2", "3", "4", "5", "6", "7", "8"] }
        );
        Assert.Throws<ArgumentException>(() => new SequenceRange1Choice.EQSeq([]));
    }

    [Fact]
    public void A_refused_value_says_what_is_allowed()
    {
        Assert.False(ActiveCurrencyCode.Check("aed").TryGet(out _, out var refusal));

        Assert.Equal(new ValueRefusal("ActiveCurrencyCode", "aed", "text of the form [A-Z]{3,3}"), refusal);
    }

    [Fact]
    public void A_time_is_kept_as_given_and_understood()
    {
        var time = ISODateTime.From("2026-11-02T08:15:30.250+04:00");

        Assert.Equal("2026-11-02T08:15:30.250+04:00", time.Value);
        Assert.True(time.TryGetInstant(TimeSpan.Zero, out var instant));
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 4, 15, 30, 250, TimeSpan.Zero), instant);
        Assert.True(time.HasZone);
        Assert.False(ISODateTime.From("2026-11-02T08:15:30").TryGetZone(out _));
        Assert.True(ISODateTime.From("2026-11-02T08:15:30").TryGetInstant(TimeSpan.FromHours(7), out var local));
        Assert.Equal(TimeSpan.FromHours(7), local.Offset);
        Assert.False(ISODateTime.From("0001-01-01T00:00:00+14:00").TryGetInstant(TimeSpan.Zero, out _));
        Assert.Equal(new DateOnly(2026, 11, 2), ISODate.From("2026-11-02-05:00").Date);
        Assert.True(ISODate.From("2026-11-02-05:00").TryGetZone(out var zone));
        Assert.Equal(TimeSpan.FromHours(-5), zone);
        Assert.False(ISODate.From("2026-11-02").HasZone);
        Assert.Equal(
            "2026-11-02T08:15:30+00:00",
            ((ISODateTime)new DateTimeOffset(2026, 11, 2, 8, 15, 30, TimeSpan.Zero)).Value
        );
        Assert.Equal("2026-11-02", ((ISODate)new DateOnly(2026, 11, 2)).Value);
    }

    [Fact]
    public void Lists_are_equal_where_their_items_are()
    {
        ValueList<Max35Text> one = ["a", "b"];

        Assert.Equal<ValueList<Max35Text>>(one, ["a", "b"]);
        Assert.Equal(one.GetHashCode(), new[] { Max35Text.From("a"), Max35Text.From("b") }.ToValueList().GetHashCode());
        Assert.NotEqual<ValueList<Max35Text>>(one, ["b", "a"]);
        Assert.NotEqual<ValueList<Max35Text>>(one, ["a"]);
    }

    [Theory]
    [InlineData("<a/>", true)]
    [InlineData("<a xmlns='urn:x'>text<b/></a>", true)]
    [InlineData("<a", false)]
    [InlineData("<a/><b/>", false)]
    [InlineData("text", false)]
    [InlineData("<!DOCTYPE a><a/>", false)]
    [InlineData("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='b'/>", false)]
    [InlineData("<a><Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'/></a>", false)]
    public void A_fragment_is_one_element_that_cannot_harm_the_message_around_it(string text, bool allowed) =>
        Assert.Equal(allowed, XmlFragment.Check(text).TryGet(out _));

    [Fact]
    public void A_signature_must_be_in_the_namespace_of_signatures() =>
        Assert.Throws<ArgumentException>(() => new SignatureEnvelope(XmlFragment.From("<Signature/>")));

    private static bool Takes(string type, decimal value) =>
        Takes(Official[type], value.ToString(CultureInfo.InvariantCulture));

    private static bool Takes(XmlSchemaSimpleType type, string text)
    {
        try
        {
            type.Datatype!.ParseValue(text, new NameTable(), null);
            return true;
        }
        catch (XmlSchemaException)
        {
            return false;
        }
    }
}
