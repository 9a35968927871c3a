using System.CommandLine;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node health</c>: asks a node's health over HTTP; for container health checks and scripts.</summary>
internal static class NodeHealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Where the node answers: metrics.listen with /health/live or /health/ready.",
            Required = true,
            HelpName = "URL",
        };
        var command = new Command("health", "Ask whether a node is live or ready: exit code 0 where it is.") { url };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetRequiredValue(url), Answer.For(parsed), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(Uri url, Answer answer, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var response = await http.GetAsync(url, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            await Console.Out.WriteLineAsync(body);
            return response.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or NotSupportedException)
        {
            return answer.Fail(ExitCode.Unavailable, $"no health at {url}: {fault.Message}");
        }
    }
}
