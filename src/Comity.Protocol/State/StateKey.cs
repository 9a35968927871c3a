using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Protocol.State;

/// <summary>
/// Where a record stands in the state tree: SHA-256 of its kind (one byte) and its identity in canonical form. Kinds are
/// never reused.
/// </summary>
public static class StateKey
{
    /// <summary>The key of any record.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="identity">Its identity in canonical form.</param>
    public static Hash256 Of(StateKind kind, ReadOnlySpan<byte> identity)
    {
        Span<byte> bytes = stackalloc byte[1 + 255];
        bytes[0] = (byte)kind;
        identity.CopyTo(bytes[1..]);
        return Sha256.Hash(bytes[..(1 + identity.Length)]);
    }

    /// <summary>The key of an account's balance in an instrument.</summary>
    public static Hash256 Balance(AccountAddress account, InstrumentId instrument)
    {
        Span<byte> identity = stackalloc byte[AccountAddress.Size + 16];
        account.CopyTo(identity);
        instrument.CopyTo(identity[AccountAddress.Size..]);
        return Of(StateKind.Balance, identity);
    }

    /// <summary>The key of a settlement, waiting or finished.</summary>
    public static Hash256 Settlement(Uetr uetr)
    {
        Span<byte> identity = stackalloc byte[Uetr.Size];
        uetr.CopyTo(identity);
        return Of(StateKind.Settlement, identity);
    }

    /// <summary>The key of an instrument's supply.</summary>
    public static Hash256 Supply(InstrumentId instrument)
    {
        Span<byte> identity = stackalloc byte[16];
        instrument.CopyTo(identity);
        return Of(StateKind.Supply, identity);
    }
}
