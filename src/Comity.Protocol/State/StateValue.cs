using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Protocol.State;

/// <summary>How a settlement stands.</summary>
public enum SettlementStatus
{
    /// <summary>It waits for an authorisation, a condition, a policy or cover.</summary>
    Waiting = 1,

    /// <summary>It waits, and holds its debtors' funds.</summary>
    Reserved = 2,

    /// <summary>It executed: final.</summary>
    Settled = 3,

    /// <summary>It was taken back before it executed.</summary>
    Cancelled = 4,

    /// <summary>Its time ran out before it could execute.</summary>
    Expired = 5,
}

/// <summary>An account's balance in one instrument, as the state tree commits to it: available, held, 16 bytes each.</summary>
/// <param name="Available">Minor units that can be spent.</param>
/// <param name="Held">Minor units reserved for settlements that wait.</param>
public readonly record struct BalanceValue(UInt128 Available, UInt128 Held)
{
    /// <summary>SHA-256 of the canonical form.</summary>
    public Hash256 Hash()
    {
        Span<byte> bytes = stackalloc byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Available);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Held);
        return Sha256.Hash(bytes);
    }
}

/// <summary>What has been issued and redeemed of an instrument since the start, 16 bytes each.</summary>
/// <param name="Issued">Minor units issued.</param>
/// <param name="Redeemed">Minor units redeemed.</param>
public readonly record struct SupplyValue(UInt128 Issued, UInt128 Redeemed)
{
    /// <summary>Most minor units in circulation: 2^100, about 1.3e30. Room for any currency, and sums of many legs stay far from overflow.</summary>
    public static UInt128 MostOutstanding { get; } = UInt128.One << 100;

    /// <summary>Minor units in circulation.</summary>
    public UInt128 Outstanding => Issued - Redeemed;

    /// <summary>SHA-256 of the canonical form.</summary>
    public Hash256 Hash() => new BalanceValue(Issued, Redeemed).Hash();
}

/// <summary>
/// A settlement that has left the queue, or that never had to wait: status (1 byte), time (8), SHA-256 of its terms (32).
/// A waiting one commits to its whole record instead.
/// </summary>
/// <param name="Status">Settled, cancelled or expired.</param>
/// <param name="Time">The block time at which it did.</param>
/// <param name="Terms">SHA-256 of its terms.</param>
public readonly record struct SettlementValue(SettlementStatus Status, Timestamp Time, Hash256 Terms)
{
    /// <summary>SHA-256 of the canonical form.</summary>
    public Hash256 Hash()
    {
        Span<byte> bytes = stackalloc byte[1 + 8 + Hash256.Size];
        bytes[0] = (byte)Status;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], Time.Milliseconds);
        Terms.CopyTo(bytes[9..]);
        return Sha256.Hash(bytes);
    }
}
