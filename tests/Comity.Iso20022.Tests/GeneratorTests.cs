using Comity.Iso20022.Generator;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests;

public sealed class GeneratorTests
{
    private static readonly string Library = Path.Combine(Repository.Root, "src", "Comity.Iso20022");

    [Fact]
    public void The_generated_types_are_what_the_schemas_give() =>
        AssertSame(Path.Combine(Library, "Generated"), Generator.Generator.Run(Repository.Schemas));

    [Fact]
    public void The_code_sets_are_what_was_published()
    {
        var codes = Path.Combine(Repository.SharedData, "codes");
        Assert.SkipUnless(Directory.Exists(codes), "shared/data/iso20022/codes is not beside the repository");

        AssertSame(Path.Combine(Library, "Codes", "Sets"), CodeSets.Run(codes));
    }

    [Fact]
    public void The_schemas_are_the_official_ones()
    {
        var official = Path.Combine(Repository.SharedData, "xsd");
        Assert.SkipUnless(Directory.Exists(official), "shared/data/iso20022/xsd is not beside the repository");

        Assert.All(
            Directory.GetFiles(Repository.Schemas),
            path => Assert.Equal(Text(Path.Combine(official, Path.GetFileName(path))), Text(path))
        );
    }

    [Fact]
    public void What_two_schemas_define_differently_under_one_name_is_kept_apart()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var path in Directory.GetFiles(Repository.Schemas))
            {
                var (name, text) = (Path.GetFileName(path), File.ReadAllText(path));
                var changed = text.Replace("value=\"35\"/>", "value=\"36\"/>", StringComparison.Ordinal);
                File.WriteAllText(Path.Combine(folder.FullName, name), name == "pacs.008.001.13.xsd" ? changed : text);
            }

            var files = Generator.Generator.Run(folder.FullName);

            Assert.Contains("1, 35,", files["Components/Max35Text.cs"], StringComparison.Ordinal);
            Assert.Contains("1, 36,", files["Components/Max35Text_Pacs00800113.cs"], StringComparison.Ordinal);
            // What holds the text holds the one of its own schema; what has the same content is still shared.
            Assert.Contains(
                "Max35Text_Pacs00800113 MsgId",
                files["Components/GroupHeader131.cs"],
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("Components/CountryCode_Pacs00800113.cs", files.Keys);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertSame(string folder, SortedDictionary<string, string> expected)
    {
        var present = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(p => Path.GetRelativePath(folder, p).Replace('\\', '/'), Text, StringComparer.Ordinal);
        const string advice = "Run: dotnet run --project tools/Comity.Iso20022.Generator";
        Assert.True(present.Keys.Order(StringComparer.Ordinal).SequenceEqual(expected.Keys), advice);
        Assert.All(expected, file => Assert.True(file.Value == present[file.Key], $"{file.Key} differs. {advice}"));
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
