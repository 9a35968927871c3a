using Comity.Iso20022.Reading;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>The ISO 20022 library's own samples, which know nothing of MT: each is translated, or stops with a reason.</summary>
public sealed class IsoSampleTests
{
    private static string Folder => Path.Combine(RepositoryFolder.Root, "tests/Comity.Iso20022.Tests/Samples");

    public static TheoryData<string> All =>
        new(
            Directory
                .EnumerateFiles(Folder, "*.xml", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order()
        );

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_becomes_a_message_within_its_rules_or_stops_with_a_reason(string file)
    {
        if (!MessageReader.Read(File.ReadAllBytes(Path.Combine(Folder, file))).TryGet(out var message, out _))
        {
            return;
        }

        var translation = MtTranslator.ToMt(message);

        if (!translation.TryGet(out var mt))
        {
            Assert.Equal(TranslationEffect.Stopped, translation.Remarks[^1].Effect);
            return;
        }

        var text = MtWriter.ToText(mt);
        Assert.True(MtReader.Read(text).TryGet(out var again, out var refusal), $"{refusal}\n{text}");
        Assert.Equal(mt, again);
    }
}
