using Comity.Iso20022.Generator;

// dotnet run --project tools/Comity.Iso20022.Generator                   regenerates the types from src/Comity.Iso20022/Schemas
// dotnet run --project tools/Comity.Iso20022.Generator -- codes FOLDER   refreshes the external code sets from published JSON
var library = Path.Combine(RepositoryRoot(), "src", "Comity.Iso20022");
switch (args)
{
    case []:
        Replace(Path.Combine(library, "Generated"), Generator.Run(Path.Combine(library, "Schemas")));
        return 0;
    case ["codes", var folder]:
        Replace(Path.Combine(library, "Codes", "Sets"), CodeSets.Run(folder));
        return 0;
    default:
        Console.Error.WriteLine("Usage: Comity.Iso20022.Generator [codes FOLDER]");
        return 2;
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
