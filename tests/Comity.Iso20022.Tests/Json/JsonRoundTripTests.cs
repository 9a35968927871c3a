using System.Text.Json;
using Comity.Iso20022.Json;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;
using CsCheck;

namespace Comity.Iso20022.Tests.Json;

/// <summary>XML to JSON and back: the same message, and the same canonical XML.</summary>
public sealed class JsonRoundTripTests
{
    public static TheoryData<string> OwnSamples => RoundTripTests.OwnSamples;

    public static TheoryData<string> Types => new(SupportedMessages.All.Select(m => m.Identifier));

    [Theory]
    [MemberData(nameof(OwnSamples))]
    public void A_sample_of_ours_comes_back(string name) =>
        AssertRoundTrip(File.ReadAllBytes(Repository.OwnSamples.Single(p => Path.GetFileName(p) == name)));

    [Fact]
    public void Every_shared_sample_comes_back()
    {
        Assert.SkipUnless(
            Repository.SharedSamples.Count > 0,
            "shared/data/iso20022/samples is not beside the repository"
        );
        Assert.All(Repository.SharedSamples, path => AssertRoundTrip(File.ReadAllBytes(path)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Generated_messages_of_each_type_come_back(string identifier)
    {
        var index = Array.FindIndex(
            GeneratedInstanceTests.Documents,
            d => d.QualifiedName.Namespace.EndsWith(":" + identifier, StringComparison.Ordinal)
        );
        Assert.True(index >= 0, identifier);
        Gen.Int[0, int.MaxValue]
            .Sample(seed => AssertRoundTrip(GeneratedInstanceTests.Make(index, seed)), iter: 25, threads: 1);
    }

    [Theory]
    [InlineData("<a xmlns='' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:a b.xsd'>x</a>")]
    [InlineData("<a xmlns=''><b>one</b> two <b/>&#13;\n<c k='&#9;&lt;&quot;'></c></a>")]
    [InlineData(Texts.Document)]
    public void Supplementary_data_comes_back_as_it_was(string data)
    {
        var supplied = $"<SplmtryData><Envlp>{data}</Envlp></SplmtryData></FIToFIPmtStsRpt>";
        AssertRoundTrip(Texts.Bytes(Texts.With("</FIToFIPmtStsRpt>", supplied)));
    }

    private static void AssertRoundTrip(byte[] given)
    {
        var message = RoundTripTests.Read(given);

        var json = JsonMessageWriter.ToBytes(message.Document, message.Header);
        // An independent reader: the text is JSON, and no name comes twice.
        using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var again = JsonTexts.Accepted(json, message.Document.Type);

        Assert.Equal(message.Document, again.Document);
        Assert.Equal(message.Header, again.Header);
        Assert.Equal(json, JsonMessageWriter.ToBytes(again.Document, again.Header));
        Assert.Equal(Canonical.Of(given), Canonical.Of(MessageWriter.ToBytes(again.Document, again.Header)));
    }
}
