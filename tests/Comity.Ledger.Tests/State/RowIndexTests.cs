using Comity.Ledger.State;
using CsCheck;

namespace Comity.Ledger.Tests.State;

/// <summary>The index of rows beside a dictionary.</summary>
public class RowIndexTests
{
    // Few different hashes: probing runs over one another, and whole segments agree in their first bits.
    private static readonly Gen<int> Hash = Gen.OneOf(
        Gen.Int,
        Gen.Int[0, 40],
        Gen.Int[0, 40].Select(static low => low << 27),
        Gen.Const(-1)
    );

    [Fact]
    public void It_finds_what_a_dictionary_finds()
    {
        Gen.Select(Hash, Gen.Bool.Select(Gen.Int[0, 9]), static (hash, removal) => (hash, removal))
            .Array[0, 30_000]
            .Sample(
                static steps =>
                {
                    var index = new RowIndex();
                    var rows = new List<int>();
                    var live = new HashSet<int>();
                    foreach (var (hash, (_, choice)) in steps)
                    {
                        if (choice < 3 && live.Count > 0)
                        {
                            var row = live.First();
                            index.Remove(rows[row], row);
                            live.Remove(row);
                        }
                        else
                        {
                            index.Add(hash, rows.Count);
                            live.Add(rows.Count);
                            rows.Add(hash);
                        }
                    }

                    for (var row = 0; row < rows.Count; row++)
                    {
                        Assert.Equal(live.Contains(row) ? row : -1, index.Find(rows[row], new Is(row)));
                    }
                },
                iter: 60
            );
    }

    [Fact]
    public void A_million_rows_are_found_and_a_million_others_are_not()
    {
        var index = new RowIndex();
        for (var row = 0; row < 1_000_000; row++)
        {
            index.Add(HashOf(row), row);
        }

        for (var row = 0; row < 1_000_000; row++)
        {
            Assert.Equal(row, index.Find(HashOf(row), new Is(row)));
            Assert.Equal(-1, index.Find(HashOf(row + 1_000_000), new Is(row + 1_000_000)));
        }
    }

    [Fact]
    public void Rows_of_one_hash_are_told_apart()
    {
        var index = new RowIndex();
        for (var row = 0; row < 3_000; row++)
        {
            index.Add(-7, row);
        }

        index.Remove(-7, 1_500);
        Assert.Equal(-1, index.Find(-7, new Is(1_500)));
        Assert.Equal(2_999, index.Find(-7, new Is(2_999)));
    }

    [Fact]
    public void Removing_a_row_that_is_not_there_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(static () => new RowIndex().Remove(1, 1));

    private static int HashOf(int row) => unchecked((int)((uint)row * 2_654_435_761));

    private readonly struct Is(int wanted) : IRowMatch
    {
        public bool IsAt(int row) => row == wanted;
    }
}
