using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Keys;
using Google.Protobuf;

namespace Comity.Protocol.Transactions;

/// <summary>
/// A transaction whose signatures have been verified: the only kind that the ledger takes. What its signers may do is the
/// ledger's to say.
/// </summary>
public sealed class AuthenticatedTransaction
{
    private AuthenticatedTransaction(Transaction transaction) => Transaction = transaction;

    /// <summary>What is asked.</summary>
    public Transaction Transaction { get; }

    /// <summary>Reads a signed transaction and verifies every signature.</summary>
    /// <param name="signed">As it came.</param>
    /// <param name="authenticated">The transaction, where all is well.</param>
    /// <param name="failure">The first fault, where it is not.</param>
    public static bool TryAuthenticate(
        Wire.SignedTransaction signed,
        [NotNullWhen(true)] out AuthenticatedTransaction? authenticated,
        [NotNullWhen(false)] out DecodeFailure? failure
    )
    {
        authenticated = null;
        if (!TransactionDecoder.TryDecode(signed.Body, out var transaction, out failure))
        {
            return false;
        }

        if (signed.Signatures.Count != transaction.Signers.Length)
        {
            failure = new DecodeFailure(
                "signatures",
                $"has {signed.Signatures.Count} elements; the body names {transaction.Signers.Length} signers"
            );
            return false;
        }

        for (var index = 0; index < transaction.Signers.Length; index++)
        {
            var signer = transaction.Signers[index];
            if (!SignatureVerifier.Verify(signer, signed.Body.Span, signed.Signatures[index].Span))
            {
                failure = new DecodeFailure($"signatures[{index}]", Fault(signer, signed.Signatures[index].Span));
                return false;
            }
        }

        authenticated = new AuthenticatedTransaction(transaction);
        return true;
    }

    /// <summary>Reads and verifies a signed transaction from its bytes.</summary>
    public static bool TryAuthenticate(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out AuthenticatedTransaction? authenticated,
        [NotNullWhen(false)] out DecodeFailure? failure
    )
    {
        if (TryParse(bytes, out var signed))
        {
            return TryAuthenticate(signed, out authenticated, out failure);
        }

        authenticated = null;
        failure = new DecodeFailure("transaction", "is not a serialised comity.v1.SignedTransaction");
        return false;
    }

    /// <summary>
    /// Takes a transaction that was verified before it was ordered: replay from one's own log, whose integrity is checked
    /// by other means. An audit verifies again.
    /// </summary>
    public static AuthenticatedTransaction VerifiedBefore(Transaction transaction) => new(transaction);

    /// <summary>Reads a transaction that was verified before it was ordered.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one: what was stored is not what was ordered.</exception>
    public static AuthenticatedTransaction VerifiedBefore(ReadOnlyMemory<byte> bytes) =>
        TryParse(bytes, out var signed) && TransactionDecoder.TryDecode(signed.Body, out var transaction, out _)
            ? new AuthenticatedTransaction(transaction)
            : throw new InvalidDataException("An ordered transaction cannot be read back.");

    private static string Fault(PublicKey signer, ReadOnlySpan<byte> signature) =>
        signer.Algorithm == SignatureAlgorithm.P256
        && signature.Length == P256Signature.Size
        && !P256Signature.IsLow(signature)
            ? $"has an s above half the order of P-256; send the order less s instead, for {signer}"
            : $"is not the signature of {signer} over the body";

    private static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Wire.SignedTransaction? signed)
    {
        try
        {
            signed = Wire.SignedTransaction.Parser.ParseFrom(bytes.Span);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            signed = null;
            return false;
        }
    }
}
