using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Proofs;

/// <summary>
/// A node's answer with the question, to be kept as a file and checked later, by anybody, without a node: JSON with the network's name,
/// the question (<c>comity.v1.ProveRequest</c>) and the answer (<c>comity.v1.ProofInfo</c>).
/// </summary>
/// <param name="Network">The network's name, as it was asked.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What the node answered.</param>
public sealed record SavedProof(string Network, Wire.ProveRequest Question, Wire.ProofInfo Answer)
{
    private const string FormatName = "comity-proof-1";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true)
    );

    /// <summary>Asks a node for a proof, to be kept.</summary>
    public static async Task<SavedProof> AskAsync(
        NodeConnection connection,
        Wire.ProveRequest question,
        CancellationToken cancellation = default
    )
    {
        var network = await connection.GetNetworkAsync(cancellation);
        return new SavedProof(network.Network, question, await connection.ProveAsync(question, cancellation));
    }

    /// <summary>The proof as JSON.</summary>
    public string ToJson() =>
        new JsonObject
        {
            ["format"] = FormatName,
            ["network"] = Network,
            ["question"] = JsonNode.Parse(Formatter.Format(Question)),
            ["answer"] = JsonNode.Parse(Formatter.Format(Answer)),
        }.ToJsonString(Indented);

    /// <summary>Reads what <see cref="ToJson"/> gave.</summary>
    /// <param name="json">The text.</param>
    /// <param name="proof">The proof, not yet verified.</param>
    /// <param name="failure">Why it is none.</param>
    public static bool TryRead(
        string json,
        [NotNullWhen(true)] out SavedProof? proof,
        [NotNullWhen(false)] out string? failure
    )
    {
        (proof, failure) = (null, null);
        try
        {
            var content = JsonNode.Parse(json) as JsonObject;
            if ((string?)content?["format"] != FormatName)
            {
                failure = $"is no saved proof: format is not {FormatName}";
                return false;
            }

            proof = new SavedProof(
                (string?)content!["network"] ?? string.Empty,
                Wire.ProveRequest.Parser.ParseJson(content["question"]?.ToJsonString() ?? "{}"),
                Wire.ProofInfo.Parser.ParseJson(content["answer"]?.ToJsonString() ?? "{}")
            );
            failure = proof.Question.SubjectCase == Wire.ProveRequest.SubjectOneofCase.None ? "asks nothing" : null;
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidProtocolBufferException or InvalidOperationException)
        {
            failure = $"is no saved proof: {fault.Message}";
        }

        proof = failure is null ? proof : null;
        return proof is not null;
    }

    /// <summary>Checks it against a state root that comes from somewhere else. Believes nothing in it.</summary>
    /// <param name="trustedRoot">The root.</param>
    /// <param name="verified">What the proof shows.</param>
    public bool TryVerify(Hash256 trustedRoot, [NotNullWhen(true)] out Verified? verified)
    {
        verified = null;
        switch (Question.SubjectCase)
        {
            case Wire.ProveRequest.SubjectOneofCase.Balance
                when AccountAddress.TryParse(Question.Balance.Account, out var account)
                    && InstrumentId.TryParse(Question.Balance.Instrument, out var held)
                    && ProofVerification.TryVerifyBalance(Answer, trustedRoot, account, held, out var balance):
                verified = balance;
                return true;
            case Wire.ProveRequest.SubjectOneofCase.Supply
                when InstrumentId.TryParse(Question.Supply, out var instrument)
                    && ProofVerification.TryVerifySupply(Answer, trustedRoot, instrument, out var supply):
                verified = supply;
                return true;
            case Wire.ProveRequest.SubjectOneofCase.Settlement
                when Uetr.TryParse(Question.Settlement, out var uetr)
                    && ProofVerification.TryVerifySettlement(Answer, trustedRoot, uetr, out var settlement):
                verified = settlement;
                return true;
            default:
                return false;
        }
    }
}
