namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>rates</c>: the file of mid rates that offers with a spread are made from.</summary>
internal static class RatesReader
{
    /// <summary>The rates; none where the file names none.</summary>
    public static MidRates Read(Section root, string folder)
    {
        if (!root.TryGet("rates", out var element))
        {
            return MidRates.Read([], static (_, _) => { });
        }

        var path = Path.Combine(folder, element.Text(1_000));
        if (!File.Exists(path))
        {
            element.Fail($"rates names '{path}', and there is no such file");
            return MidRates.Read([], static (_, _) => { });
        }

        return MidRates.Read(
            File.ReadAllLines(path),
            (line, message) => element.Fail($"line {line} of {Path.GetFileName(path)}: {message}")
        );
    }
}
