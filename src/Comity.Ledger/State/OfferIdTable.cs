using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>An id that an offer has or has had.</summary>
/// <param name="KeptUntil">When it may be forgotten: the network's retention after the offer's stated expiry.</param>
internal sealed record UsedOfferId(Timestamp KeptUntil);

/// <summary>
/// The ids that offers have had. Who waits to take an offer, or holds some of it, must never meet another one under its
/// name: it arrived before the offer ended and has left by the time the id is forgotten.
/// </summary>
internal sealed class OfferIdTable(Journal journal) : RecordTable<OfferId, UsedOfferId>(new Format(), journal)
{
    private readonly SortedSet<(Timestamp KeptUntil, OfferId Id)> _byEnd = [];

    /// <summary>Forgets those that need not be kept, the earliest first.</summary>
    /// <param name="now">The block's time.</param>
    /// <param name="most">Most that are forgotten.</param>
    public void Forget(Timestamp now, long most)
    {
        for (; most > 0 && _byEnd.Count > 0 && _byEnd.Min is var (keptUntil, id) && keptUntil <= now; most--)
        {
            Remove(id);
        }
    }

    /// <inheritdoc/>
    protected override void OnChanged(OfferId key, UsedOfferId? old, UsedOfferId? current)
    {
        if (old is not null)
        {
            _byEnd.Remove((old.KeptUntil, key));
        }

        if (current is not null)
        {
            _byEnd.Add((current.KeptUntil, key));
        }
    }

    private sealed class Format : RecordFormat<OfferId, UsedOfferId>
    {
        public override StateKind Kind => StateKind.OfferId;

        public override void WriteKey(CanonicalWriter writer, OfferId key) => writer.Offer(key);

        public override OfferId ReadKey(ref CanonicalReader reader) => reader.Offer();

        public override void Write(CanonicalWriter writer, UsedOfferId record) => writer.Time(record.KeptUntil);

        public override UsedOfferId Read(ref CanonicalReader reader, OfferId key) => new(reader.Time());
    }
}
