using System.Security.Cryptography;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Protocol.Tests.Blocks;

public sealed class BlockHeaderTests
{
    private static readonly BlockHeader Header = new()
    {
        Height = 0x0102,
        Time = new Timestamp(0x0304),
        Previous = Sha256.Hash([1]),
        StateRoot = Sha256.Hash([2]),
        Transactions = 5,
        ReceiptsRoot = Sha256.Hash([3]),
    };

    [Fact]
    public void Its_hash_is_that_of_its_fields_as_the_contract_lays_them_out()
    {
        byte[] bytes =
        [
            .. "comity block header 1\n"u8,
            .. SHA256.HashData([1]),
            .. new byte[] { 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 3, 4 },
            .. SHA256.HashData([2]),
            .. new byte[] { 0, 0, 0, 5 },
            .. SHA256.HashData([3]),
        ];

        Assert.Equal(SHA256.HashData(bytes), Header.Hash().ToArray());
    }

    [Fact]
    public void Every_field_counts()
    {
        BlockHeader[] others =
        [
            Header,
            Header with
            {
                Height = 1,
            },
            Header with
            {
                Time = new Timestamp(1),
            },
            Header with
            {
                Previous = default,
            },
            Header with
            {
                StateRoot = default,
            },
            Header with
            {
                Transactions = 6,
            },
            Header with
            {
                ReceiptsRoot = default,
            },
        ];

        Assert.Equal(others.Length, others.Select(static header => header.Hash()).Distinct().Count());
    }
}
