using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Google.Protobuf;

namespace Comity.Protocol.Transactions;

/// <summary>A transaction on its way to its signers: fixed body bytes, and the signatures so far.</summary>
public sealed class TransactionDraft
{
    private readonly Dictionary<PublicKey, byte[]> _signatures = [];

    private TransactionDraft(ByteString body, ImmutableArray<PublicKey> signers)
    {
        Body = body;
        Signers = signers;
        Id = Transaction.IdOf(body.Span);
    }

    /// <summary>The bytes that are signed.</summary>
    public ByteString Body { get; }

    /// <summary>Who signs.</summary>
    public ImmutableArray<PublicKey> Signers { get; }

    /// <summary>What names the transaction.</summary>
    public TransactionId Id { get; }

    /// <summary>The signatures so far, in the signers' order.</summary>
    public IEnumerable<(PublicKey Signer, ReadOnlyMemory<byte> Signature)> Signatures =>
        Signers.Where(_signatures.ContainsKey).Select(signer => (signer, (ReadOnlyMemory<byte>)_signatures[signer]));

    /// <summary>Who has not signed yet.</summary>
    public IEnumerable<PublicKey> Missing => Signers.Where(signer => !_signatures.ContainsKey(signer));

    /// <summary>Whether every signer has signed.</summary>
    public bool IsComplete => _signatures.Count == Signers.Length;

    /// <summary>Fixes a transaction's body.</summary>
    public static TransactionDraft Create(
        string network,
        Timestamp validUntil,
        IEnumerable<PublicKey> signers,
        IEnumerable<Operation> operations
    )
    {
        ImmutableArray<PublicKey> keys = [.. signers];
        var body = new Wire.TransactionBody
        {
            Network = network,
            Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
            ValidUntil = validUntil.Milliseconds,
            Signers = { keys.Select(static key => key.ToWire()) },
            Operations = { operations.Select(static operation => operation.ToWire()) },
        };
        return new TransactionDraft(body.ToByteString(), keys);
    }

    /// <summary>Takes a body that was fixed elsewhere.</summary>
    /// <param name="body">A serialised TransactionBody.</param>
    /// <param name="draft">The draft, without signatures.</param>
    /// <param name="transaction">What the body says.</param>
    /// <param name="failure">The first fault, where the bytes are no body.</param>
    public static bool TryRead(
        ByteString body,
        [NotNullWhen(true)] out TransactionDraft? draft,
        [NotNullWhen(true)] out Transaction? transaction,
        [NotNullWhen(false)] out DecodeFailure? failure
    )
    {
        draft = TransactionDecoder.TryDecode(body, out transaction, out failure)
            ? new TransactionDraft(body, transaction.Signers)
            : null;
        return draft is not null;
    }

    /// <summary>Takes a signature that was made elsewhere.</summary>
    /// <returns>False where the body does not name the signer, or the signature is not its own.</returns>
    public bool TryAdd(PublicKey signer, ReadOnlySpan<byte> signature)
    {
        if (!Signers.Contains(signer) || !SignatureVerifier.Verify(signer, Body.Span, signature))
        {
            return false;
        }

        _signatures[signer] = signature.ToArray();
        return true;
    }

    /// <summary>Fixes a transaction's body and signs it with all its keys.</summary>
    public static Wire.SignedTransaction Sign(
        string network,
        Timestamp validUntil,
        IReadOnlyCollection<SigningKey> keys,
        params IEnumerable<Operation> operations
    )
    {
        var draft = Create(network, validUntil, keys.Select(static key => key.PublicKey), operations);
        foreach (var key in keys)
        {
            draft.Sign(key);
        }

        return draft.ToSigned();
    }

    /// <summary>Adds one signer's signature.</summary>
    /// <exception cref="ArgumentException">The body does not name this key.</exception>
    public TransactionDraft Sign(SigningKey key)
    {
        if (!Signers.Contains(key.PublicKey))
        {
            throw new ArgumentException($"The body does not name {key.PublicKey} as a signer.", nameof(key));
        }

        _signatures[key.PublicKey] = key.Sign(Body.Span);
        return this;
    }

    /// <summary>The transaction as it is sent.</summary>
    /// <exception cref="InvalidOperationException">A signature is missing.</exception>
    public Wire.SignedTransaction ToSigned() =>
        IsComplete
            ? new Wire.SignedTransaction
            {
                Body = Body,
                Signatures = { Signers.Select(signer => ByteString.CopyFrom(_signatures[signer])) },
            }
            : throw new InvalidOperationException($"{Signers.Length - _signatures.Count} signatures are missing.");
}
