using System.CommandLine;
using System.Text.Json;
using Comity.Bench;
using Comity.Bench.EndToEnd;
using Comity.Bench.Iso20022;
using Comity.Bench.Report;
using Spectre.Console;

if (BatchMemory.TryServe(args) || await NodeProcess.ServeAsync(args))
{
    return 0;
}

var names = new Argument<string[]>("name")
{
    Description = $"Which rows: {string.Join(", ", BenchRows.All.Keys)}. All where none is named.",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. BenchRows.All.Keys]);
var quick = new Option<bool>("--quick")
{
    Description = "A tenth of the payments: a few minutes, and rougher figures.",
};
var json = new Option<bool>("--json") { Description = "For machines." };
var folder = new Option<string>("--folder")
{
    Description = "Where nodes and peers keep their data while they are measured.",
    DefaultValueFactory = static _ => Path.GetTempPath(),
};
var root = new RootCommand("Comity's benchmarks: figures with the machine, and the peer measured in the same run.")
{
    names,
    quick,
    json,
    folder,
};
root.SetAction(
    async (parsed, _) =>
    {
        var options = parsed.GetValue(quick)
            ? new BenchOptions(parsed.GetValue(folder)!, 100_000, 3, 3, 5, 2, 150)
            : new BenchOptions(parsed.GetValue(folder)!, 1_000_000, 5, 10, 20, 10, 600);
        var wanted = parsed.GetValue(names) is { Length: > 0 } stated ? stated : [.. BenchRows.All.Keys];
        var figures = new List<Figure>();
        if (!parsed.GetValue(json))
        {
            Console.WriteLine(Machine.Describe());
        }

        foreach (var name in wanted)
        {
            await foreach (var figure in BenchRows.All[name](options))
            {
                figures.Add(figure);
                if (!parsed.GetValue(json))
                {
                    Console.WriteLine(
                        $"{figure.What}: {figure.Value:#,0.##} {figure.Unit} (at least {figure.Least:#,0.##}, aim {figure.Aim:#,0.##})\n    {figure.Detail}"
                    );
                }
            }
        }

        if (parsed.GetValue(json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Machine = Machine.Describe(), Figures = figures }));
        }
        else
        {
            Write(figures);
        }

        return 0;
    }
);
return await root.Parse(args).InvokeAsync();

static void Write(List<Figure> figures)
{
    var table = new Table().AddColumns("what", "figure", "at least", "aim", "");
    foreach (var figure in figures)
    {
        table.AddRow(
            figure.What.EscapeMarkup(),
            $"{figure.Value:#,0.##} {figure.Unit}",
            $"{figure.Least:#,0.##}",
            $"{figure.Aim:#,0.##}",
            figure.ReachesAim ? "aim reached"
                : figure.ReachesLeast ? "reached"
                : "NOT reached"
        );
    }

    AnsiConsole.Write(table);
}
