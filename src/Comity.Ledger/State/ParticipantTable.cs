using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.State;

/// <summary>A participant.</summary>
/// <param name="Terms">Who it is and what keys it has.</param>
/// <param name="Jurisdiction">Its jurisdiction's row.</param>
/// <param name="Suspended">Whether it is stopped.</param>
internal sealed record ParticipantRow(ParticipantTerms Terms, int Jurisdiction, bool Suspended);

/// <summary>A key and whose it is.</summary>
/// <param name="Participant">The participant's row.</param>
/// <param name="Key">What the key may do, and until when.</param>
internal readonly record struct OwnedKey(int Participant, ParticipantKey Key);

/// <summary>All participants, found by LEI or by any of their keys.</summary>
internal sealed class ParticipantTable(Journal journal) : RowTable<Lei, ParticipantRow>(new Format(), journal)
{
    private readonly Dictionary<PublicKey, OwnedKey> _byKey = [];

    /// <summary>Whose key it is, and what it may do.</summary>
    public bool TryFindKey(PublicKey key, out OwnedKey owned) => _byKey.TryGetValue(key, out owned);

    /// <inheritdoc/>
    protected override void OnChanged(int index, ParticipantRow? old, ParticipantRow? current)
    {
        if (ReferenceEquals(old?.Terms.Keys, current?.Terms.Keys))
        {
            return;
        }

        foreach (var key in old?.Terms.Keys.Keys ?? [])
        {
            _byKey.Remove(key.PublicKey);
        }

        foreach (var key in current?.Terms.Keys.Keys ?? [])
        {
            _byKey.Add(key.PublicKey, new OwnedKey(index, key));
        }
    }

    private sealed class Format : RowFormat<Lei, ParticipantRow>
    {
        protected override StateKind Kind => StateKind.Participant;

        public override Lei KeyOf(ParticipantRow record) => record.Terms.Lei;

        public override void Write(CanonicalWriter writer, ParticipantRow record)
        {
            writer.LongBytes(record.Terms.ToBytes());
            writer.UInt32((uint)record.Jurisdiction);
            writer.Flag(record.Suspended);
        }

        public override ParticipantRow Read(ref CanonicalReader reader) =>
            new(OperationBytes.ReadParticipant(reader.LongBytes()), (int)reader.UInt32(), reader.Flag());

        protected override void WriteKey(CanonicalWriter writer, ParticipantRow record) =>
            writer.Text(record.Terms.Lei.ToString());
    }
}
