using System.CommandLine;
using Comity.Cli.Worlds;
using Grpc.Core;

namespace Comity.Cli.Commands;

/// <summary>Runs a command's work against a node, and says so where there is none, or where it does not let the caller in.</summary>
internal static class NodeCall
{
    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(
        ParseResult parsed,
        NodeOption option,
        Func<NodeSeats, Answer, Task<int>> work
    )
    {
        var answer = Answer.For(parsed);
        if (
            !option.TryGetAddress(parsed, out var address, out var failure)
            || !new SeatOpening(parsed, option, address).TryOpen(out var seats, out failure)
        )
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (seats)
        {
            return await GuardAsync(address, answer, () => work(seats, answer));
        }
    }

    /// <summary>Runs work that calls a node.</summary>
    public static async Task<int> GuardAsync(Uri address, Answer answer, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (TimeoutException fault)
        {
            return answer.Fail(ExitCode.Unavailable, fault.Message);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            return answer.Fail(
                ExitCode.Unavailable,
                $"no node answers at {address}. Start one with ./comity node run, or name it with --node or --data. "
                    + $"({fault.Status.DebugException?.GetBaseException().Message ?? fault.Status.Detail})"
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
