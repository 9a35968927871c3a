using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Client.Proofs;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>REST by hand: an HTTP client, JSON, and a signature.</summary>
internal sealed class RestDoor(WorldNode world) : Door(world)
{
    public override async Task<Verdict> SubmitAsync(
        IReadOnlyList<Signature> signers,
        IReadOnlyList<Operation> operations
    )
    {
        var http = World.Rest(signers[0].By);
        var question = new JsonObject
        {
            ["operations"] = OperationJson.Write(operations),
            ["signers"] = new JsonArray([.. signers.Select(static one => (JsonNode)one.Key.PublicKey.ToString()!)]),
        };
        var prepared = await PostAsync(http, "/v1/transactions/prepare", question);
        Assert.True(prepared["body"] is not null, prepared.ToJsonString());
        var body = Convert.FromBase64String((string)prepared["body"]!);
        var signed = new JsonObject
        {
            ["body"] = (string)prepared["body"]!,
            ["signatures"] = new JsonArray([
                .. signers.Select(one => (JsonNode)Convert.ToBase64String(one.Key.Sign(body))!),
            ]),
        };
        var answer = await PostAsync(http, "/v1/transactions", signed);
        return answer["refusal"] is { } refusal
            ? new Verdict("refused", (string)refusal["name"]!, (string)answer["iso_reason"]!, RuleOf(refusal))
            : new Verdict(((string?)answer["kind"] ?? (string?)answer["code"] ?? "nothing").ToLowerInvariant());
    }

    public override async Task<Standing> StandingAsync(Bank asker, Uetr uetr)
    {
        var answer = await GetAsync(asker, $"/v1/settlements/{uetr}");
        return (string)answer["state"]! == "UNKNOWN"
            ? Standing.Unknown
            : new Standing(
                (string)answer["state"]!,
                $"{answer["time"]}",
                (string)answer["terms"]!,
                string.Join('\n', answer["transfers"]!.AsArray().Select(static one => Moved(one!)))
            );
    }

    /// <summary>The block and the time of each step.</summary>
    public async Task<string> StepsAsync(Bank asker, Uetr uetr)
    {
        var answer = await GetAsync(asker, $"/v1/settlements/{uetr}");
        return string.Join('\n', answer["steps"]!.AsArray().Select(static step => $"{step!["height"]} {step["time"]}"));
    }

    public override async Task<Holding> HoldingAsync(Bank asker, AccountAddress account, InstrumentId instrument)
    {
        var answer = await GetAsync(asker, $"/v1/accounts/{account}/balances");
        var found = answer["balances"]!
            .AsArray()
            .FirstOrDefault(one => (string)one!["available"]!["instrument"]! == instrument.ToString());
        var (available, held) = found is null
            ? ("0.00", "0.00")
            : ((string)found["available"]!["value"]!, (string)found["held"]!["value"]!);
        if (await ProveAsync(asker, $"balances/{account}/{instrument}") is not var (proof, root))
        {
            Assert.Equal("", (string?)answer["owner"]);
            return new Holding(available, held, Proven: false);
        }

        var proven =
            ProofVerification.TryVerifyBalance(proof, root, account, instrument, out var verified)
            && Money.Plain(verified.Value.Available) == available
            && Money.Plain(verified.Value.Held) == held;
        return new Holding(available, held, proven);
    }

    public override async Task<Supply> SupplyAsync(Bank asker, InstrumentId instrument)
    {
        var answer = await GetAsync(asker, $"/v1/instruments/{instrument}/supply");
        var (issued, redeemed) = ((string)answer["issued"]!["value"]!, (string)answer["redeemed"]!["value"]!);
        var proven =
            await ProveAsync(asker, $"supplies/{instrument}") is var (proof, root)
            && ProofVerification.TryVerifySupply(proof, root, instrument, out var verified)
            && Money.Plain(verified.Value.Issued) == issued
            && Money.Plain(verified.Value.Redeemed) == redeemed;
        return new Supply(issued, redeemed, proven);
    }

    public override async Task<SettlementProof> ProofAsync(Bank asker, Uetr uetr)
    {
        return await ProveAsync(asker, $"settlements/{uetr}") is var (proof, root)
            ? Proven.Of(proof, root, uetr)
            : SettlementProof.None;
    }

    public override async Task<IReadOnlyList<string>> WaitingAsync(Bank asker)
    {
        var answer = await GetAsync(asker, "/v1/settlements?page_size=1000");
        return [.. answer["settlements"]!.AsArray().Select(static one => (string)one!["uetr"]!)];
    }

    /// <summary>The answer to a GET that is to succeed.</summary>
    public async Task<JsonNode> GetAsync(Bank asker, string path)
    {
        using var response = await World.Rest(asker).GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    public override async Task<bool> IsTurnedAwayAsync(Bank asker, Uetr uetr)
    {
        using var response = await World.Rest(asker).GetAsync(new Uri($"/v1/settlements/{uetr}", UriKind.Relative));
        return response.StatusCode == HttpStatusCode.Unauthorized;
    }

    private async Task<(Wire.ProofInfo Proof, Hash256 Root)?> ProveAsync(Bank asker, string subject)
    {
        using var response = await World.Rest(asker).GetAsync(new Uri($"/v1/proofs/{subject}", UriKind.Relative));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            Assert.Equal("not_found", (string)answer["code"]!);
            return null;
        }

        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        var proof = JsonParser.Default.Parse<Wire.ProofInfo>(answer.ToJsonString());
        return (proof, Hash256.TryParse((string)answer["state_root"]!, out var root) ? root : default);
    }

    private static string Moved(JsonNode transfer) =>
        $"{transfer["amount"]!["instrument"]} {transfer["amount"]!["value"]} from {transfer["from"]} to {transfer["to"]}";

    private static string RuleOf(JsonNode refusal) =>
        (string?)refusal["rule"] is { Length: > 0 } rule ? $"{refusal["rule_owner"]}/{rule}" : "";

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonNode body)
    {
        using var content = new StringContent(
            body.ToJsonString(JsonSerializerOptions.Default),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
