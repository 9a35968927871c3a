using System.Data.Common;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;
using Dapper;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>Blocks' headers with their receipts.</summary>
internal static class HeaderQueries
{
    private const long MostReceipts = 20_000;

    /// <summary>Blocks from a height on, oldest first: at most so many, and no more than one after 20,000 receipts.</summary>
    /// <exception cref="HeadersNotKeptException">An earlier version projected them, and made no headers.</exception>
    public static async Task<IReadOnlyList<KeptBlock>> FromAsync(
        DbConnection connection,
        ulong height,
        int most,
        CancellationToken cancellation
    )
    {
        var from = (long)Math.Min(height, long.MaxValue);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                "SELECT height, time, root, transactions, receipts_root AS receiptsRoot, hash FROM block WHERE height >= @from ORDER BY height LIMIT @most",
                new { from, most },
                cancellationToken: cancellation
            )
        );
        var receipts = 0L;
        var wanted = rows.TakeWhile(row => (receipts += row.Transactions) - row.Transactions < MostReceipts).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        if (wanted[0].Hash.Length == 0)
        {
            throw new HeadersNotKeptException();
        }

        var kept = await ReceiptsAsync(connection, wanted[0].Height, wanted[^1].Height, cancellation);
        var names = await NamesAsync(connection, kept.Values, cancellation);
        return Chain(wanted, await PreviousAsync(connection, from, cancellation), kept, names);
    }

    private static List<KeptBlock> Chain(
        List<Row> rows,
        Hash256 previous,
        Dictionary<long, Wire.KeptReceipts> receipts,
        Dictionary<uint, Lei> names
    )
    {
        var blocks = new List<KeptBlock>(rows.Count);
        foreach (var row in rows)
        {
            var header = new BlockHeader
            {
                Height = (ulong)row.Height,
                Time = new Timestamp((ulong)row.Time),
                Previous = previous,
                StateRoot = new Hash256(row.Root),
                Transactions = (uint)row.Transactions,
                ReceiptsRoot = new Hash256(row.ReceiptsRoot),
            };
            previous = new Hash256(row.Hash);
            blocks.Add(
                new KeptBlock(
                    header,
                    previous,
                    receipts.TryGetValue(row.Height, out var its) ? its.Receipts : [],
                    names
                )
            );
        }

        return blocks;
    }

    private static async Task<Hash256> PreviousAsync(
        DbConnection connection,
        long height,
        CancellationToken cancellation
    )
    {
        var hash = await connection.QueryFirstAsync<byte[]>(
            new CommandDefinition(
                height <= 1 ? "SELECT network FROM progress" : "SELECT hash FROM block WHERE height = @before",
                new { before = height - 1 },
                cancellationToken: cancellation
            )
        );
        return new Hash256(hash);
    }

    private static async Task<Dictionary<long, Wire.KeptReceipts>> ReceiptsAsync(
        DbConnection connection,
        long first,
        long last,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<(long Height, byte[] Content)>(
            new CommandDefinition(
                "SELECT height, content FROM receipts WHERE height >= @first AND height <= @last",
                new { first, last },
                cancellationToken: cancellation
            )
        );
        return rows.ToDictionary(
            static row => row.Height,
            static row => Wire.KeptReceipts.Parser.ParseFrom(row.Content)
        );
    }

    private static async Task<Dictionary<uint, Lei>> NamesAsync(
        DbConnection connection,
        IEnumerable<Wire.KeptReceipts> receipts,
        CancellationToken cancellation
    )
    {
        var numbers = receipts.SelectMany(static all => all.Receipts).SelectMany(static one => one.Signers).ToHashSet();
        if (numbers.Count == 0)
        {
            return [];
        }

        var rows = await connection.QueryAsync<(long Id, string Lei)>(
            new CommandDefinition(
                "SELECT id, lei FROM participant WHERE id >= @least AND id <= @most",
                new { least = (long)numbers.Min(), most = (long)numbers.Max() },
                cancellationToken: cancellation
            )
        );
        return rows.ToDictionary(static row => (uint)row.Id, static row => Lei.Parse(row.Lei));
    }

    private sealed class Row
    {
        public long Height { get; set; }

        public long Time { get; set; }

        public byte[] Root { get; set; } = [];

        public long Transactions { get; set; }

        public byte[] ReceiptsRoot { get; set; } = [];

        public byte[] Hash { get; set; } = [];
    }
}
