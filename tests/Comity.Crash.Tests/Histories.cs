using Comity.Testing;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>Everything that a node's read model tells its participants, as text: two nodes with one history tell the same.</summary>
internal static class Histories
{
    private const int Page = 1_000;

    private const int Attempts = 600;

    /// <summary>All of it. A node that has just started may still be opening its read model, and is asked again.</summary>
    public static async Task<List<string>> Of(NodeProcess node, TestWorld world)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Ask(node, world);
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable && attempt < Attempts)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<List<string>> Ask(NodeProcess node, TestWorld world)
    {
        var told = new List<string>();
        await foreach (var block in AllBlocks(node.Client))
        {
            told.Add($"{block}");
        }

        foreach (var bank in world.Banks)
        {
            var client = node.As(bank);
            var (account, lei) = (bank.Account.ToString(), bank.Lei.ToString());
            told.AddRange(
                await Pages(async cursor =>
                {
                    var answer = await client.History.ListAccountHistoryAsync(
                        new Wire.ListAccountHistoryRequest
                        {
                            Account = account,
                            PageSize = Page,
                            Cursor = cursor,
                        }
                    );
                    return (answer.Lines.Select(static line => $"{line}"), answer.NextCursor);
                })
            );
            told.AddRange(
                await Pages(async cursor =>
                {
                    var answer = await client.History.ListAccountEventsAsync(
                        new Wire.ListAccountEventsRequest
                        {
                            Account = account,
                            PageSize = Page,
                            Cursor = cursor,
                        }
                    );
                    return (answer.Events.Select(static one => $"{one}"), answer.NextCursor);
                })
            );
            told.AddRange(
                await Pages(async cursor =>
                {
                    var answer = await client.History.ListParticipantSettlementsAsync(
                        new Wire.ListParticipantSettlementsRequest
                        {
                            Participant = lei,
                            PageSize = Page,
                            Cursor = cursor,
                        }
                    );
                    return (answer.Settlements.Select(static one => $"{one}"), answer.NextCursor);
                })
            );
        }

        return told;
    }

    private static async IAsyncEnumerable<Wire.BlockEvents> AllBlocks(NodeClients client)
    {
        using var call = client.Blocks.FollowEvents(new Wire.FollowEventsRequest { UntilNow = true });
        while (await call.ResponseStream.MoveNext())
        {
            yield return call.ResponseStream.Current;
        }
    }

    private static async Task<List<string>> Pages(Func<string, Task<(IEnumerable<string> Items, string Next)>> read)
    {
        var all = new List<string>();
        var cursor = string.Empty;
        do
        {
            var (items, next) = await read(cursor);
            all.AddRange(items);
            cursor = next;
        } while (cursor.Length > 0);

        return all;
    }
}
