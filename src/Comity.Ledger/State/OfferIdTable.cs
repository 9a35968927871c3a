using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>
/// All ids that offers have ever had. Who waits to take an offer, or holds some of it, must never meet another one under
/// its name.
/// </summary>
internal sealed class OfferIdTable(Journal journal) : RecordTable<OfferId, Presence>(new Format(), journal)
{
    private sealed class Format : RecordFormat<OfferId, Presence>
    {
        public override StateKind Kind => StateKind.OfferId;

        public override void WriteKey(CanonicalWriter writer, OfferId key) => writer.Offer(key);

        public override OfferId ReadKey(ref CanonicalReader reader) => reader.Offer();

        public override void Write(CanonicalWriter writer, Presence record) { }

        public override Presence Read(ref CanonicalReader reader, OfferId key) => Presence.Instance;
    }
}
