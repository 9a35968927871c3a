using System.Security.Cryptography;
using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Genesis;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Operations in JSON, turned into the bytes to sign.</summary>
internal sealed class Preparation(NetworkGenesis genesis, Decimals decimals, TimeProvider time)
{
    private const uint UsualValidity = 300;
    private const int SaltSize = 16;

    private const string Advice =
        "Decode the body yourself (comity.v1.TransactionBody) and check that it says what you mean; sign exactly these bytes "
        + "with each signer's key; give body and signatures, in the signers' order, to POST /v1/transactions.";

    /// <summary>Prepares a transaction.</summary>
    /// <exception cref="ApiFaultException">A field cannot be.</exception>
    public Wire.PreparedTransaction Run(Wire.PrepareRequest request)
    {
        var longest = genesis.Parameters.LongestValidityMilliseconds / 1000;
        if (request.ValidForSeconds > longest)
        {
            throw Requests.Invalid(
                "valid_for_seconds",
                $"is {request.ValidForSeconds}; 1 to {longest} are allowed, 0 stands for {UsualValidity}"
            );
        }

        var validity = request.ValidForSeconds == 0 ? Math.Min(UsualValidity, longest) : request.ValidForSeconds;
        var body = new Wire.TransactionBody
        {
            Network = genesis.Network,
            Salt = UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(SaltSize)),
            ValidUntil = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() + (validity * 1000),
            Signers = { request.Signers.Select((key, index) => FieldPath.Key(key, At("signers", index))) },
            Operations =
            {
                request.Operations.Select(
                    (operation, index) => InstructionReader.Read(operation, At("operations", index))
                ),
            },
        };
        var bytes = body.ToByteString();
        if (!TransactionDecoder.TryDecode(bytes, out var transaction, out var failure))
        {
            throw Requests.Invalid(ReadablePath(failure.Path), failure.Message);
        }

        return new Wire.PreparedTransaction
        {
            Body = bytes,
            Transaction = transaction.Id.ToString(),
            Network = genesis.Network,
            ValidUntil = body.ValidUntil,
            Signers = { request.Signers },
            Summary =
            {
                Wire
                    .TransactionBody.Parser.ParseFrom(bytes)
                    .Operations.Select(operation => OperationSentences.Of(operation, decimals)),
            },
            Advice = Advice,
        };
    }

    private FieldPath At(string field, int index) => new($"{field}[{index}]", decimals);

    // The decoder names fields as they are signed; the caller knows them as they are read.
    private static string ReadablePath(string path) =>
        path.Replace(".legs", ".transfers", StringComparison.Ordinal)
            .Replace(".leg", ".transfer", StringComparison.Ordinal)
            .Replace(".policy.rules", ".rules", StringComparison.Ordinal)
            .Replace(".units", ".amount", StringComparison.Ordinal);
}
