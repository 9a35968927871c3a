using System.CommandLine;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node health</c>: asks a node's health over HTTP; for container health checks and scripts.</summary>
internal static class NodeHealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var url = new Option<string>("--url")
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

    private static async Task<int> RunAsync(string text, Answer answer, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return answer.Fail(
                ExitCode.Usage,
                $"--url is '{text}'; expected a URL as http://127.0.0.1:9601/health/ready."
            );
        }

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
