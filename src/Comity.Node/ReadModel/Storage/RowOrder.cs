using Comity.Node.ReadModel.Projecting;

namespace Comity.Node.ReadModel.Storage;

/// <summary>
/// The order in which rows of clustered tables are written: each page of the table is then touched once for a batch, not
/// once for a row. Keys are sorted as plain numbers, which costs a tenth of sorting the rows.
/// </summary>
internal static class RowOrder
{
    /// <summary>Movements by account, each account's in their own order.</summary>
    public static IEnumerable<MovementRow> ByAccount(List<MovementRow> rows) => Sorted(rows, static row => row.Account);

    /// <summary>Parties by participant, each participant's in their own order.</summary>
    public static IEnumerable<PartyRow> ByParticipant(List<PartyRow> rows) =>
        Sorted(rows, static row => row.Participant);

    private static IEnumerable<T> Sorted<T>(List<T> rows, Func<T, long> key)
    {
        var keys = new ulong[rows.Count];
        for (var index = 0; index < rows.Count; index++)
        {
            keys[index] = ((ulong)key(rows[index]) << 32) | (uint)index;
        }

        Array.Sort(keys);
        foreach (var place in keys)
        {
            yield return rows[(int)(place & uint.MaxValue)];
        }
    }
}
