using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<string> OwnSamples => new(Repository.OwnSamples.Select(p => Path.GetFileName(p)!));

    [Theory]
    [MemberData(nameof(OwnSamples))]
    public void A_message_of_ours_is_written_as_it_was_read(string name) =>
        AssertRoundTrip(Repository.OwnSamples.Single(p => Path.GetFileName(p) == name));

    [Fact]
    public void Every_shared_sample_is_written_as_it_was_read()
    {
        Assert.SkipUnless(
            Repository.SharedSamples.Count > 0,
            "shared/data/iso20022/samples is not beside the repository"
        );
        Assert.All(Repository.SharedSamples, AssertRoundTrip);
    }

    [Fact]
    public void Every_schema_of_a_document_is_a_supported_message() =>
        Assert.Equal(
            Directory
                .GetFiles(Repository.Schemas, "*.xsd")
                .Select(p => Path.GetFileNameWithoutExtension(p))
                .Where(name => !name.StartsWith("head.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            SupportedMessages.All.Select(m => m.Identifier)
        );

    internal static BusinessMessage Read(ReadOnlyMemory<byte> text)
    {
        Assert.True(MessageReader.Read(text).TryGet(out var message, out var failure), failure?.ToString());
        return message;
    }

    private static void AssertRoundTrip(string path)
    {
        var given = File.ReadAllBytes(path);
        var message = Read(given);

        var written = MessageWriter.ToBytes(message.Document, message.Header);

        Assert.Equal(Canonical.Of(given), Canonical.Of(written));
        Assert.Null(FrameworkJudge.Fault(written));
        var again = Read(written);
        Assert.Equal(message.Document, again.Document);
        Assert.Equal(message.Header, again.Header);
        Assert.Equal(message.Document.GetHashCode(), again.Document.GetHashCode());
    }
}
