using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Comity.Node.Errors;
using Comity.Node.Transactions.Preparing;
using Comity.Node.Views;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions;
using Comity.Protocol.Wire;
using Google.Protobuf;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Comity.Cli.Drafting;

/// <summary>
/// The text form of a transaction: <c>operations</c>, <c>signers</c> and <c>valid_for_seconds</c> as the API's Prepare takes them, in
/// YAML or JSON. docs/transactions.md.
/// </summary>
internal static class DraftText
{
    private const string Fresh = "random";

    /// <summary>Turns a text into a draft, as a node would, without asking one.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="genesis">The network's.</param>
    /// <param name="signers">Signers beside those in the text.</param>
    /// <param name="validity">How long it is valid, in seconds; 0 for what the text says.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="failure">What is wrong, and where.</param>
    public static bool TryPrepare(
        string text,
        NetworkGenesis genesis,
        IEnumerable<Protocol.Keys.PublicKey> signers,
        uint validity,
        [NotNullWhen(true)] out TransactionDraft? draft,
        [NotNullWhen(false)] out string? failure
    )
    {
        (draft, failure) = (null, null);
        try
        {
            var request = JsonParser.Default.Parse<PrepareRequest>(ToJson(text));
            var known = request.Signers.Select(Canonical).ToHashSet(StringComparer.Ordinal);
            request.Signers.Add(signers.Select(static key => key.ToString()).Where(known.Add));
            request.ValidForSeconds = validity == 0 ? request.ValidForSeconds : validity;
            var prepared = new Preparation(genesis, new Decimals(genesis), TimeProvider.System).Run(request);
            failure = TransactionDraft.TryRead(prepared.Body, out draft, out _, out var fault)
                ? null
                : fault.ToString();
        }
        catch (YamlException fault)
        {
            failure = $"line {fault.Start.Line}: {fault.Message}";
        }
        catch (InvalidProtocolBufferException fault)
        {
            failure = fault.Message;
        }
        catch (ApiFaultException fault)
        {
            failure = fault.Fault.Detail;
        }

        return draft is not null;
    }

    private static string Canonical(string signer) =>
        signer.Contains(':', StringComparison.Ordinal) ? signer : $"ed25519:{signer}";

    // JSON is YAML too. The API's numbers may be texts; only true and false may not.
    private static string ToJson(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [var document]
            ? Node(string.Empty, document.RootNode)?.ToJsonString() ?? "{}"
            : throw new YamlException("exactly one document is expected");
    }

    private static JsonNode? Node(string key, YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(pair => KeyValuePair.Create(Name(pair.Key), Node(Name(pair.Key), pair.Value)))
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(child => Node(key, child))]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(
                scalar.Value == "true"
            ),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" } => null,
            YamlScalarNode { Value: Fresh } => JsonValue.Create(Drawn(key)),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => throw new YamlException(node.Start, node.End, "aliases are not read"),
        };

    private static string Drawn(string key) =>
        key switch
        {
            "uetr" => Uetr.Random().ToString(),
            "account" => AccountAddress.Random().ToString(),
            _ => Fresh,
        };

    private static string Name(YamlNode key) =>
        key is YamlScalarNode { Value: { } name }
            ? name
            : throw new YamlException(key.Start, key.End, "a key is expected to be a word");
}
