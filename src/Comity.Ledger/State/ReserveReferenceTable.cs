using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>A reserve reference of an instrument.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Redeeming">Whether reserves were paid out rather than taken in.</param>
/// <param name="Reference">The issuer's reference.</param>
internal readonly record struct ReserveReference(InstrumentId Instrument, bool Redeeming, string Reference)
    : IComparable<ReserveReference>
{
    /// <inheritdoc/>
    public int CompareTo(ReserveReference other)
    {
        var order = Instrument.CompareTo(other.Instrument);
        order = order != 0 ? order : Redeeming.CompareTo(other.Redeeming);
        return order != 0 ? order : string.CompareOrdinal(Reference, other.Reference);
    }
}

/// <summary>All reserve references that have been used: each counts once.</summary>
internal sealed class ReserveReferenceTable(Journal journal)
    : RecordTable<ReserveReference, Presence>(new Format(), journal)
{
    private sealed class Format : RecordFormat<ReserveReference, Presence>
    {
        public override StateKind Kind => StateKind.ReserveReference;

        public override void WriteKey(CanonicalWriter writer, ReserveReference key)
        {
            writer.Instrument(key.Instrument);
            writer.Flag(key.Redeeming);
            writer.Text(key.Reference);
        }

        public override ReserveReference ReadKey(ref CanonicalReader reader) =>
            new(reader.Instrument(), reader.Flag(), reader.Text());

        public override void Write(CanonicalWriter writer, Presence record) { }

        public override Presence Read(ref CanonicalReader reader, ReserveReference key) => Presence.Instance;
    }
}
