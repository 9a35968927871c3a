using System.Globalization;
using System.Xml.Linq;
using Comity.Iso20022.Generator;
using Comity.Iso20022.Generator.Lists;

// What each step reads and writes is in docs/iso20022.md.
const string Usage = """
    Comity.Iso20022.Generator                                              the types, from src/Comity.Iso20022/Schemas
    Comity.Iso20022.Generator codes FOLDER DAY                             the external code sets, from published JSON
    Comity.Iso20022.Generator iban FILE SOURCE                             the IBAN registry, from SWIFT's text file
    Comity.Iso20022.Generator currencies LIST-ONE LIST-THREE SOURCE        ISO 4217, from the agency's XML
    Comity.Iso20022.Generator countries FILE SOURCE                        ISO 3166-1, from iso_3166-1.json of iso-codes
    DAY is the edition's, as 2026-11-25. SOURCE says in words what it is from and of when.
    """;
var library = Path.Combine(RepositoryRoot(), "src", "Comity.Iso20022");
var sets = Path.Combine(library, "Codes", "Sets");
switch (args)
{
    case []:
        Replace(Path.Combine(library, "Generated"), Generator.Run(Path.Combine(library, "Schemas")));
        return 0;
    case ["codes", var folder, var day]
        when DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var edition):
        Replace(sets, CodeSets.Run(folder, sets, edition));
        return 0;
    case ["iban", var file, var source]:
        Write("IbanCountries.tsv", IbanCountryList.Run(File.ReadAllText(file), source));
        return 0;
    case ["currencies", var one, var three, var source]:
        Write("Currencies.tsv", CurrencyLists.Current(XDocument.Load(one), source));
        Write("HistoricCurrencies.tsv", CurrencyLists.Historic(XDocument.Load(three), XDocument.Load(one), source));
        return 0;
    case ["countries", var file, var source]:
        Write("Countries.tsv", CountryList.Run(File.ReadAllText(file), source));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

void Write(string name, string text)
{
    var path = Path.Combine(library, "Codes", "Lists", name);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Console.WriteLine(path);
}

static void Replace(string folder, SortedDictionary<string, string> files)
{
    if (Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }

    foreach (var (name, text) in files)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    Console.WriteLine($"{files.Count} files in {folder}");
}

static string RepositoryRoot()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
    {
        folder = folder.Parent ?? throw new InvalidOperationException("Run this from inside the repository.");
    }

    return folder.FullName;
}
