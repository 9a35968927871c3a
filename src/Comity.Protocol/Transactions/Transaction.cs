using System.Collections.Immutable;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Protocol.Transactions;

/// <summary>What a participant asks of the ledger: operations that apply all or none.</summary>
public sealed class Transaction
{
    /// <summary>Most operations in one.</summary>
    public const int MostOperations = 1_000;

    /// <summary>Most signers of one.</summary>
    public const int MostSigners = 16;

    /// <summary>Most bytes of a serialised body.</summary>
    public const int LargestBody = 1 << 20;

    /// <summary>The first 16 bytes of the SHA-256 of its body.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The network it is meant for.</summary>
    public required string Network { get; init; }

    /// <summary>The last block time at which it may apply.</summary>
    public required Timestamp ValidUntil { get; init; }

    /// <summary>Who signs, in order; each key once.</summary>
    public required ImmutableArray<PublicKey> Signers { get; init; }

    /// <summary>What it does, in order.</summary>
    public required ImmutableArray<Operation> Operations { get; init; }

    /// <summary>The id of a transaction with this body.</summary>
    public static TransactionId IdOf(ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Sha256.Hash(body).CopyTo(digest);
        return new TransactionId(digest[..TransactionId.Size]);
    }
}
