using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>All waiting settlements, by UETR, by place in the queue and by expiry.</summary>
internal sealed class WaitingSettlementTable(Journal journal, PositionTable positions)
    : RecordTable<Uetr, WaitingRow>(new WaitingSettlementFormat(), journal)
{
    private readonly SortedSet<(Timestamp ExpiresAt, ulong Sequence, Uetr Uetr)> _byExpiry = [];
    private readonly SortedDictionary<QueueKey, Uetr> _byPlace = [];
    private readonly Dictionary<int, SortedSet<QueueKey>> _seniors = [];

    /// <summary>Those that wait, most urgent first, then oldest first.</summary>
    public IReadOnlyDictionary<QueueKey, Uetr> ByPlace => _byPlace;

    /// <summary>The one that expires first.</summary>
    public bool TryGetFirstToExpire(out Timestamp expiresAt, out Uetr uetr)
    {
        var first = _byExpiry.Min;
        (expiresAt, uetr) = (first.ExpiresAt, first.Uetr);
        return _byExpiry.Count > 0;
    }

    /// <summary>Whether a senior settlement that comes before a place debits a position.</summary>
    public bool IsPromisedBefore(int position, QueueKey place) =>
        _seniors.TryGetValue(position, out var seniors) && seniors.Min.CompareTo(place) < 0;

    /// <summary>The seniors at a position, in order.</summary>
    public IEnumerable<QueueKey> SeniorsAt(int position) =>
        _seniors.TryGetValue(position, out var seniors) ? seniors : [];

    /// <inheritdoc/>
    protected override void OnChanged(Uetr key, WaitingRow? old, WaitingRow? current)
    {
        if (old is not null)
        {
            _byExpiry.Remove((old.Queue.ExpiresAt, old.Sequence, key));
            _byPlace.Remove(old.Place);
            CountDebits(old, -1);
        }

        if (current is not null)
        {
            _byExpiry.Add((current.Queue.ExpiresAt, current.Sequence, key));
            _byPlace.Add(current.Place, key);
            CountDebits(current, 1);
        }
    }

    private void CountDebits(WaitingRow row, int change)
    {
        if (row.IsReserved)
        {
            return;
        }

        foreach (var position in row.Debits)
        {
            positions.CountWaiting(position, change, row.Senior ? change : 0);
            if (!row.Senior)
            {
                continue;
            }

            if (change < 0)
            {
                var seniors = _seniors[position];
                seniors.Remove(row.Place);
                if (seniors.Count == 0)
                {
                    _seniors.Remove(position);
                }
            }
            else
            {
                if (!_seniors.TryGetValue(position, out var seniors))
                {
                    _seniors[position] = seniors = [];
                }

                seniors.Add(row.Place);
            }
        }
    }
}
