using Comity.Iso20022.Generator;
using Comity.Iso20022.Generator.Lists;

namespace Comity.Iso20022.Tests.Codes;

/// <summary>The steps that bring the carried lists up to what is published.</summary>
public sealed class ListTests
{
    [Fact]
    public void A_new_edition_dates_what_it_adds_and_what_it_drops()
    {
        using var folders = new Folders();
        folders.Publish(
            """{"name":"Set1Code","description":"A set.","codes":{"KEPT":"Old words.","GONE":"Dropped."}}"""
        );
        folders.Take(new DateOnly(2026, 1, 1));
        folders.Publish(
            """{"name":"Set1Code","description":"A set.","codes":{"KEPT":"New  words.","MORE":"Added."}}"""
        );
        folders.Take(new DateOnly(2026, 6, 1));

        Assert.Equal(
            ["GONE\t\t2026-06-01\tDropped.", "KEPT\t\t\tNew words.", "MORE\t2026-06-01\t\tAdded."],
            folders.Rows("Set1Code")
        );

        folders.Publish("""{"name":"Set1Code","description":"A set.","codes":{"KEPT":"New words.","GONE":"Back."}}""");
        folders.Take(new DateOnly(2026, 9, 1));

        Assert.Equal(
            ["GONE\t\t\tBack.", "KEPT\t\t\tNew words.", "MORE\t2026-06-01\t2026-09-01\tAdded."],
            folders.Rows("Set1Code")
        );
    }

    [Fact]
    public void The_iban_registry_is_read_as_it_is_published()
    {
        var text = IbanCountryList.Run(
            string.Join(
                "\r\n",
                "Data element\tDescription\tDescription",
                "IBAN prefix country code (ISO 3166)\tNO\tGB",
                "Country code includes other countries/territories\tN/A\t\"IM, JE (the bailiwick), GG\"",
                "SEPA country\tYes\tNo",
                "BBAN structure\t4!n6!n1!n\t4!a6!n8!n",
                "Bank identifier position within the BBAN\t1-4\t1-4",
                "Branch identifier position within the BBAN\tN/A\t5-10",
                "Effective date\tApr-07\tOct-24",
                "IBAN electronic format example\tNO9386011117947\tGB29NWBK60161331926819"
            ),
            "a test"
        );

        Assert.Equal(
            [
                "GB\t4!a6!n8!n\t1-4\t5-10\tno\tIM JE GG\t2024-10\tGB29NWBK60161331926819",
                "NO\t4!n6!n1!n\t1-4\t\tyes\t\t2007-04\tNO9386011117947",
            ],
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.StartsWith('#'))
        );
        Assert.Contains("Source: a test.", text, StringComparison.Ordinal);
    }

    private sealed class Folders : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();

        public Folders()
        {
            _root.CreateSubdirectory("published");
            _root.CreateSubdirectory("carried");
        }

        public void Publish(string json) =>
            File.WriteAllText(Path.Combine(_root.FullName, "published", "external_set_code.json"), json);

        public void Take(DateOnly edition)
        {
            var carried = Path.Combine(_root.FullName, "carried");
            foreach (var (name, text) in CodeSets.Run(Path.Combine(_root.FullName, "published"), carried, edition))
            {
                File.WriteAllText(Path.Combine(carried, name), text);
            }
        }

        public IEnumerable<string> Rows(string set) =>
            File.ReadLines(Path.Combine(_root.FullName, "carried", set + ".tsv"))
                .Where(static line => !line.StartsWith('#'));

        public void Dispose() => _root.Delete(recursive: true);
    }
}
