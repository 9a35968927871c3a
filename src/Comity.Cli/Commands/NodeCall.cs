using System.CommandLine;
using Comity.Client;
using Comity.Client.Submission;
using Grpc.Core;

namespace Comity.Cli.Commands;

/// <summary>Runs a command's work against a node, and says so where there is none.</summary>
internal static class NodeCall
{
    private static readonly ConnectionRetry Short = new(
        3,
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(500)
    );

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(
        ParseResult parsed,
        NodeOption option,
        Func<NodeConnection, Answer, Task<int>> work
    )
    {
        var answer = Answer.For(parsed);
        if (!option.TryGetAddress(parsed, out var address))
        {
            return answer.Fail(ExitCode.Usage, "--node must be a URL as http://127.0.0.1:7601.");
        }

        using var connection = NodeConnection.Open(address, Short);
        try
        {
            return await work(connection, answer);
        }
        catch (TimeoutException fault)
        {
            return answer.Fail(ExitCode.Unavailable, fault.Message);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            return answer.Fail(
                ExitCode.Unavailable,
                $"no node answers at {address}. Start one with ./comity node run, or name it with --node or --data."
            );
        }
        catch (RpcException fault)
        {
            return answer.Fail(
                ExitCode.Refused,
                $"the node at {address} answered {fault.StatusCode}: {fault.Status.Detail}"
            );
        }
    }
}
