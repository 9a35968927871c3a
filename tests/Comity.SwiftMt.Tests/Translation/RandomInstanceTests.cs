using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>Random messages that are valid by their schemas, with anything in any element: each becomes a valid MT, or stops with a reason. Most stop: a few in a
/// hundred payments, and hardly any report or statement, happen to hold what an MT needs.</summary>
public sealed class RandomInstanceTests
{
    private const int Instances = 400;

    // Elements of which an MT takes one.
    private static readonly string[] Single =
    [
        "CdtTrfTxInf",
        "TxInf",
        "TxInfAndSts",
        "Ntfctn",
        "Ntry",
        "Stmt",
        "TxDtls",
        "NtryDtls",
    ];

    [Theory]
    [InlineData("pacs.008.001.08")]
    [InlineData("pacs.009.001.08")]
    [InlineData("pacs.004.001.09")]
    [InlineData("pacs.002.001.10")]
    [InlineData("camt.053.001.08")]
    [InlineData("camt.054.001.08")]
    public void Anything_valid_is_translated_into_something_valid_or_stops(string type)
    {
        var root = Root(type);
        var seed = Environment.GetEnvironmentVariable("COMITY_SEED") is { } given
            ? int.Parse(given)
            : Random.Shared.Next(1_000_000_000);
        for (var i = 0; i < Instances; i++)
        {
            var text = Make(root, seed + i);
            var where = $"COMITY_SEED={seed + i}\n{text}";
            Assert.True(
                MessageReader.Read(Encoding.UTF8.GetBytes(text)).TryGet(out var read, out var fault),
                $"{fault}\n{where}"
            );

            var failure = Record.Exception(() => Translated(read with { Header = Header() }));

            Assert.True(failure is null, $"{failure}\n{where}");
        }
    }

    private static void Translated(BusinessMessage message)
    {
        var translation = MtTranslator.ToMt(message);
        if (!translation.TryGet(out var mt))
        {
            Assert.Equal(TranslationEffect.Stopped, translation.Remarks[^1].Effect);
            return;
        }

        var written = MtWriter.ToText(mt);
        Assert.True(MtReader.Read(written).TryGet(out var again, out var refusal), $"{refusal}\n{written}");
        Assert.Equal(mt, again);
    }

    private static XmlSchemaElement Root(string type)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Combine(RepositoryFolder.Root, $"src/Comity.Iso20022/Schemas/{type}.xsd"));
        schemas.Compile();
        return schemas.GlobalElements.Values.Cast<XmlSchemaElement>().Single();
    }

    private static string Make(XmlSchemaElement root, int seed)
    {
        var document = new RandomInstance(new Random(seed)).Of(root);
        foreach (
            var more in document
                .Descendants()
                .Where(e => Single.Contains(e.Name.LocalName))
                .GroupBy(e => (e.Parent, e.Name))
                .SelectMany(g => g.Skip(1))
                .ToList()
        )
        {
            more.Remove();
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static BusinessApplicationHeaderV02 Header()
    {
        Assert.True(MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text("mt103-core"))).TryGet(out var message));
        return message.Header!;
    }
}
