using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>What an attestation is known by.</summary>
/// <param name="Attester">Who attests.</param>
/// <param name="Kind">What is claimed.</param>
/// <param name="Subject">What it is claimed of.</param>
internal readonly record struct AttestationKey(Lei Attester, string Kind, Hash256 Subject) : IComparable<AttestationKey>
{
    /// <inheritdoc/>
    public int CompareTo(AttestationKey other)
    {
        var order = Attester.CompareTo(other.Attester);
        order = order != 0 ? order : string.CompareOrdinal(Kind, other.Kind);
        return order != 0 ? order : Subject.CompareTo(other.Subject);
    }
}

/// <summary>A standing attestation.</summary>
/// <param name="ExpiresAt">The block time from which it counts no more.</param>
internal sealed record AttestationRow(Timestamp ExpiresAt);

/// <summary>All standing attestations, by key and by expiry.</summary>
internal sealed class AttestationTable(Journal journal)
    : RecordTable<AttestationKey, AttestationRow>(new Format(), journal)
{
    private readonly SortedSet<(Timestamp ExpiresAt, AttestationKey Key)> _byExpiry = [];

    /// <summary>The one that expires first.</summary>
    public bool TryGetFirstToExpire(out Timestamp expiresAt, out AttestationKey key)
    {
        (expiresAt, key) = _byExpiry.Min;
        return _byExpiry.Count > 0;
    }

    /// <summary>Whether one stands at a time.</summary>
    public bool Stands(AttestationKey key, Timestamp at) => TryGet(key, out var row) && at < row.ExpiresAt;

    /// <inheritdoc/>
    protected override void OnChanged(AttestationKey key, AttestationRow? old, AttestationRow? current)
    {
        if (old is not null)
        {
            _byExpiry.Remove((old.ExpiresAt, key));
        }

        if (current is not null)
        {
            _byExpiry.Add((current.ExpiresAt, key));
        }
    }

    private sealed class Format : RecordFormat<AttestationKey, AttestationRow>
    {
        public override StateKind Kind => StateKind.Attestation;

        public override void WriteKey(CanonicalWriter writer, AttestationKey key)
        {
            writer.Text(key.Attester.ToString());
            writer.Text(key.Kind);
            writer.Hash(key.Subject);
        }

        public override AttestationKey ReadKey(ref CanonicalReader reader) =>
            new(Lei.Parse(reader.Text()), reader.Text(), reader.Hash());

        public override void Write(CanonicalWriter writer, AttestationRow record) => writer.Time(record.ExpiresAt);

        public override AttestationRow Read(ref CanonicalReader reader, AttestationKey key) => new(reader.Time());
    }
}
