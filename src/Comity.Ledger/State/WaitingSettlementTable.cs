using System.Collections.Immutable;
using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.State;

/// <summary>Where a waiting settlement stands in the queue: most urgent first, then oldest first.</summary>
/// <param name="Priority">0 to 9.</param>
/// <param name="Sequence">Its number in order of arrival.</param>
internal readonly record struct QueueKey(byte Priority, ulong Sequence) : IComparable<QueueKey>
{
    /// <summary>The place of a settlement that does not wait: behind all that do.</summary>
    public static QueueKey Now => new(0, ulong.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(QueueKey other)
    {
        var order = other.Priority.CompareTo(Priority);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }
}

/// <summary>One key's signature towards a participant's threshold.</summary>
/// <param name="Participant">Whose key: a row.</param>
/// <param name="Permission">Pay as debtor, Approve as authority, Pay as creditor for a renunciation.</param>
/// <param name="Key">The key.</param>
internal sealed record PartialConsent(int Participant, Permissions Permission, PublicKey Key);

/// <summary>A participant's consent, complete: it stands whatever becomes of its keys.</summary>
/// <param name="Participant">Whose: a row.</param>
/// <param name="Permission">Pay as debtor, Approve as authority.</param>
internal readonly record struct Consent(int Participant, Permissions Permission);

/// <summary>A leg whose debtor's funds are held.</summary>
/// <param name="From">The position debited.</param>
/// <param name="To">The position credited.</param>
/// <param name="Units">Minor units held.</param>
internal readonly record struct HeldLeg(int From, int To, UInt128 Units);

/// <summary>What an exchange took from an offer when funds were held.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Sold">Minor units sold.</param>
internal readonly record struct HeldOffer(OfferId Offer, UInt128 Sold);

/// <summary>A settlement that waits.</summary>
internal sealed record WaitingRow
{
    /// <summary>What was asked.</summary>
    public required Settle Terms { get; init; }

    /// <summary>Its number in order of arrival.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The block time at which it arrived.</summary>
    public required Timestamp SubmittedAt { get; init; }

    /// <summary>The positions that it would debit, each once, as far as its stated legs say. In order.</summary>
    public required ImmutableArray<int> Debits { get; init; }

    /// <summary>Consents that stand.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>Signatures towards consents that do not stand yet.</summary>
    public ImmutableArray<PartialConsent> Partial { get; init; } = [];

    /// <summary>Participants that would be paid and have renounced it: rows.</summary>
    public ImmutableArray<int> Renounced { get; init; } = [];

    /// <summary>Which hash locks have been opened: bit n for condition n.</summary>
    public byte Opened { get; init; }

    /// <summary>Whether it has waited longer than the network's patience for cover.</summary>
    public bool Senior { get; init; }

    /// <summary>The legs whose funds are held; empty where none are.</summary>
    public ImmutableArray<HeldLeg> Held { get; init; } = [];

    /// <summary>What is held of offers.</summary>
    public ImmutableArray<HeldOffer> HeldOffers { get; init; } = [];

    /// <summary>How it waits.</summary>
    public QueueTerms Queue =>
        Terms.Queue ?? throw new InvalidOperationException("A settlement that does not wait is in the queue.");

    /// <summary>Its place in the queue.</summary>
    public QueueKey Place => new(Queue.Priority, Sequence);

    /// <summary>Whether it holds funds, or, where a maker pays itself through its own offer, the offer alone.</summary>
    public bool IsReserved => !Held.IsEmpty || !HeldOffers.IsEmpty;
}

/// <summary>All waiting settlements, by UETR, by place in the queue and by expiry.</summary>
internal sealed class WaitingSettlementTable(Journal journal, PositionTable positions)
    : RecordTable<Uetr, WaitingRow>(new Format(), journal)
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

    private sealed class Format : RecordFormat<Uetr, WaitingRow>
    {
        public override StateKind Kind => StateKind.Settlement;

        public override void WriteKey(CanonicalWriter writer, Uetr key) => writer.Uetr(key);

        public override Uetr ReadKey(ref CanonicalReader reader) => reader.Uetr();

        public override void Write(CanonicalWriter writer, WaitingRow record)
        {
            writer.Byte((byte)(record.IsReserved ? SettlementStatus.Reserved : SettlementStatus.Waiting));
            writer.LongBytes(record.Terms.ToBytes());
            writer.UInt64(record.Sequence);
            writer.Time(record.SubmittedAt);
            writer.Byte(record.Opened);
            writer.Flag(record.Senior);
            WriteList(writer, record.Debits, static (to, debit) => to.UInt32((uint)debit));
            WriteList(
                writer,
                record.Consents,
                static (to, consent) =>
                {
                    to.UInt32((uint)consent.Participant);
                    to.UInt16((int)consent.Permission);
                }
            );
            WriteList(
                writer,
                record.Partial,
                static (to, partial) =>
                {
                    to.UInt32((uint)partial.Participant);
                    to.UInt16((int)partial.Permission);
                    to.Byte((byte)partial.Key.Algorithm);
                    to.Bytes(partial.Key.Bytes);
                }
            );
            WriteList(writer, record.Renounced, static (to, participant) => to.UInt32((uint)participant));
            WriteList(
                writer,
                record.Held,
                static (to, leg) =>
                {
                    to.UInt32((uint)leg.From);
                    to.UInt32((uint)leg.To);
                    to.UInt128(leg.Units);
                }
            );
            WriteList(
                writer,
                record.HeldOffers,
                static (to, held) =>
                {
                    to.Offer(held.Offer);
                    to.UInt128(held.Sold);
                }
            );
        }

        public override WaitingRow Read(ref CanonicalReader reader, Uetr key)
        {
            reader.Byte();
            var terms = OperationBytes.ReadOperation<Settle>(reader.LongBytes());
            var sequence = reader.UInt64();
            var submittedAt = reader.Time();
            var opened = reader.Byte();
            var senior = reader.Flag();
            return new WaitingRow
            {
                Terms = terms,
                Sequence = sequence,
                SubmittedAt = submittedAt,
                Opened = opened,
                Senior = senior,
                Debits = ReadList(ref reader, static (ref from) => (int)from.UInt32()),
                Consents = ReadList(
                    ref reader,
                    static (ref from) => new Consent((int)from.UInt32(), (Permissions)from.UInt16())
                ),
                Partial = ReadList(
                    ref reader,
                    static (ref from) =>
                        new PartialConsent((int)from.UInt32(), (Permissions)from.UInt16(), ReadPublicKey(ref from))
                ),
                Renounced = ReadList(ref reader, static (ref from) => (int)from.UInt32()),
                Held = ReadList(
                    ref reader,
                    static (ref from) => new HeldLeg((int)from.UInt32(), (int)from.UInt32(), from.UInt128())
                ),
                HeldOffers = ReadList(ref reader, static (ref from) => new HeldOffer(from.Offer(), from.UInt128())),
            };
        }

        private delegate T ReadOne<T>(ref CanonicalReader reader);

        private static PublicKey ReadPublicKey(ref CanonicalReader reader) =>
            PublicKey.TryCreate((SignatureAlgorithm)reader.Byte(), reader.Bytes(), out var key)
                ? key
                : throw new InvalidDataException("A stored key cannot be read back.");

        private static void WriteList<T>(
            CanonicalWriter writer,
            ImmutableArray<T> items,
            Action<CanonicalWriter, T> write
        )
        {
            writer.UInt16(items.Length);
            foreach (var item in items)
            {
                write(writer, item);
            }
        }

        private static ImmutableArray<T> ReadList<T>(ref CanonicalReader reader, ReadOne<T> read)
        {
            var items = ImmutableArray.CreateBuilder<T>(reader.UInt16());
            for (var index = 0; index < items.Capacity; index++)
            {
                items.Add(read(ref reader));
            }

            return items.MoveToImmutable();
        }
    }
}
