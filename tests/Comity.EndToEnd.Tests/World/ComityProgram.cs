using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Comity.EndToEnd.Tests.World;

/// <summary>What a run of the program came to.</summary>
internal sealed record Ran(int Code, string Output, string Errors)
{
    public JsonNode Json => JsonNode.Parse(Output)!;
}

/// <summary>The <c>comity</c> program, as a process of its own.</summary>
internal static class ComityProgram
{
    public static async Task<Ran> RunAsync(params IEnumerable<string> args)
    {
        using var process = Start(args);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await errors);
    }

    public static Process Start(params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "comity"), args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // A short life is spent starting: quick code now beats better code later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
    }
}
