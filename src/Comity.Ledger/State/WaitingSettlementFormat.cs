using System.Collections.Immutable;
using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.State;

/// <summary>How a waiting settlement is kept and committed to.</summary>
internal sealed class WaitingSettlementFormat : RecordFormat<Uetr, WaitingRow>
{
    /// <inheritdoc/>
    public override StateKind Kind => StateKind.Settlement;

    /// <inheritdoc/>
    public override void WriteKey(CanonicalWriter writer, Uetr key) => writer.Uetr(key);

    /// <inheritdoc/>
    public override Uetr ReadKey(ref CanonicalReader reader) => reader.Uetr();

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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

    private static void WriteList<T>(CanonicalWriter writer, ImmutableArray<T> items, Action<CanonicalWriter, T> write)
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
