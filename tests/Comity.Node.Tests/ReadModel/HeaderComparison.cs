using Comity.Ledger.Events;
using Comity.Node.ReadModel.Queries;
using Comity.Protocol.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Node.Tests.ReadModel;

/// <summary>Compares a read model's headers and receipts with the blocks they were made of.</summary>
internal static class HeaderComparison
{
    public static async Task Agrees(ReadModelQueries queries, BlockFeed feed)
    {
        var owners = Owners(feed);
        var previous = NetworkGenesis.IdOf(feed.GenesisBytes.Span);
        var kept = new List<KeptBlock>();
        while (kept.Count < feed.Log.Count)
        {
            kept.AddRange(await queries.HeadersAsync((ulong)kept.Count + 1, 13, CancellationToken.None));
        }

        Assert.Equal(feed.Log.Count, kept.Count);
        foreach (var (block, shown) in feed.Log.Zip(kept))
        {
            var receipts = block.Result.Receipts;
            var expected = new BlockHeader
            {
                Height = block.Result.Height,
                Time = block.Result.Time,
                Previous = previous,
                StateRoot = block.Root,
                Transactions = (uint)receipts.Count,
                ReceiptsRoot = new ReceiptTree([
                    .. receipts.Select(static one =>
                        ReceiptTree.Leaf(one.Transaction, one.Refusal?.Code, one.Operation)
                    ),
                ]).Root,
            };
            previous = expected.Hash();
            Assert.Equal((expected, previous), (shown.Header, shown.Hash));
            Assert.Equal(
                receipts.Zip(
                    block.Signers,
                    (one, keys) =>
                        $"{one.Transaction} {(int?)one.Refusal?.Code} {one.Refusal?.Subject} {string.Join(' ', keys.Where(owners.ContainsKey).Select(key => owners[key]).Distinct())}"
                ),
                shown.Receipts.Select(one =>
                    $"{new TransactionId(one.Transaction.Span)} {one.Refusal?.Code} {one.Refusal?.Subject} {string.Join(' ', one.Signers.Select(signer => shown.Names[signer]))}"
                )
            );
        }
    }

    private static Dictionary<PublicKey, Lei> Owners(BlockFeed feed)
    {
        var founding = feed.Genesis.Jurisdictions.Select(static one => one.Authority);
        var since = feed
            .Log.SelectMany(static block => block.Result.Events)
            .Select(static happened =>
                happened switch
                {
                    ParticipantAdmitted admitted => admitted.Participant,
                    KeysRotated rotated => rotated.Participant,
                    _ => null,
                }
            );
        var owners = new Dictionary<PublicKey, Lei>();
        foreach (var terms in founding.Concat(since).OfType<ParticipantTerms>())
        {
            foreach (var key in terms.Keys.Keys)
            {
                owners[key.PublicKey] = terms.Lei;
            }
        }

        return owners;
    }
}
