using System.Text.Json.Nodes;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>Operations as somebody without our library writes them, from the API's page alone.</summary>
internal static class OperationJson
{
    public static JsonArray Write(IEnumerable<Operation> operations) =>
        [.. operations.Select(static operation => (JsonNode)Write(operation))];

    private static JsonObject Write(Operation operation) =>
        operation switch
        {
            Settle settle => new() { ["settle"] = Settlement(settle) },
            Issue issue => new()
            {
                ["issue"] = Reserve(
                    issue.Account.ToString(),
                    new(issue.Instrument, issue.Units),
                    issue.ReserveReference
                ),
            },
            Redeem redeem => new()
            {
                ["redeem"] = Reserve(
                    redeem.Account.ToString(),
                    new(redeem.Instrument, redeem.Units),
                    redeem.ReserveReference
                ),
            },
            Authorise one => new()
            {
                ["authorise"] = new JsonObject { ["uetr"] = one.Uetr.ToString(), ["terms"] = one.Terms.ToString() },
            },
            Fulfil one => new()
            {
                ["fulfil"] = new JsonObject
                {
                    ["uetr"] = one.Uetr.ToString(),
                    ["preimage"] = Convert.ToBase64String(one.Preimage.AsSpan()),
                },
            },
            Cancel one => new()
            {
                ["cancel"] = new JsonObject { ["uetr"] = one.Uetr.ToString(), ["reason"] = one.Reason },
            },
            PostOffer offer => new() { ["post_offer"] = Offer(offer) },
            FreezeAccount one => new()
            {
                ["freeze_account"] = new JsonObject { ["account"] = one.Account.ToString(), ["ground"] = one.Ground },
            },
            ReleaseAccount one => new()
            {
                ["release_account"] = new JsonObject { ["account"] = one.Account.ToString() },
            },
            Attest one => new()
            {
                ["attest"] = new JsonObject
                {
                    ["attester"] = one.Attester.ToString(),
                    ["kind"] = one.Kind,
                    ["subject"] = one.Subject.ToString(),
                    ["expires_at"] = one.ExpiresAt.Milliseconds,
                },
            },
            Suspend one => new() { ["suspend"] = Suspension(one) },
            RotateKeys one => new() { ["rotate_keys"] = Rotation(one) },
            _ => throw new ArgumentException($"No story has a {operation.GetType().Name} yet.", nameof(operation)),
        };

    private static JsonObject Settlement(Settle settle)
    {
        var json = new JsonObject
        {
            ["uetr"] = settle.Uetr.ToString(),
            ["transfers"] = new JsonArray([.. settle.Legs.Select(Transfer)]),
            ["exchanges"] = new JsonArray([.. settle.Exchanges.Select(static one => Exchange(one))]),
            ["conditions"] = new JsonArray([.. settle.Conditions.Select(Condition)]),
            ["purpose"] = settle.Purpose,
        };
        if (settle.Queue is { } queue)
        {
            json["queue"] = new JsonObject
            {
                ["priority"] = queue.Priority,
                ["expires_at"] = queue.ExpiresAt.Milliseconds,
                ["reserve"] = queue.Reserve,
            };
        }

        return json;
    }

    private static JsonNode Transfer(Leg leg) =>
        new JsonObject
        {
            ["from"] = leg.From.ToString(),
            ["to"] = leg.To.ToString(),
            ["amount"] = Amount(leg.Amount),
        };

    // What is signed has bare units: which currencies they are of, the offers at both ends tell.
    private static JsonObject Exchange(Exchange one)
    {
        var (gives, receives) = (PostedOffers.Of(one.Offers[0]).Buys, PostedOffers.Of(one.Offers[^1]).Sells);
        var pays = one.Side == ExchangeSide.Pay;
        return new JsonObject
        {
            ["payer"] = one.Payer.ToString(),
            ["payee"] = one.Payee.ToString(),
            ["offers"] = new JsonArray([.. one.Offers.Select(static offer => (JsonNode)offer.ToString()!)]),
            [pays ? "pay" : "receive"] = Amount(new(pays ? gives : receives, one.Units)),
            ["limit"] = Amount(new(pays ? receives : gives, one.Limit)),
        };
    }

    private static JsonNode Condition(Condition condition) =>
        condition switch
        {
            HashLock one => new JsonObject { ["hash_lock"] = new JsonObject { ["sha256"] = one.Digest.ToString() } },
            AttestationCondition one => new JsonObject
            {
                ["attestation"] = new JsonObject
                {
                    ["attester"] = one.Attester.ToString(),
                    ["kind"] = one.Kind,
                    ["subject"] = one.Subject.ToString(),
                },
            },
            ApprovalCondition one => new JsonObject
            {
                ["approval"] = new JsonObject { ["jurisdiction"] = one.Jurisdiction.ToString() },
            },
            TimeWindow one => new JsonObject
            {
                ["time_window"] = new JsonObject
                {
                    ["not_before"] = one.NotBefore.Milliseconds,
                    ["not_after"] = one.NotAfter.Milliseconds,
                },
            },
            _ => throw new ArgumentException($"No story has a {condition.GetType().Name} yet.", nameof(condition)),
        };

    private static JsonObject Reserve(string account, Amount amount, string reference) =>
        new()
        {
            ["account"] = account,
            ["amount"] = Amount(amount),
            ["reserve_reference"] = reference,
        };

    private static JsonObject Offer(PostOffer offer) =>
        new()
        {
            ["id"] = offer.Id.ToString(),
            ["account"] = offer.Account.ToString(),
            ["buys"] = offer.Buys.ToString(),
            ["price"] = new JsonObject
            {
                ["numerator"] = offer.Rate.Numerator,
                ["denominator"] = offer.Rate.Denominator,
            },
            ["capacity"] = Amount(new(offer.Sells, offer.Capacity)),
            ["takers"] = new JsonArray([.. offer.Takers.Select(static taker => (JsonNode)taker.ToString()!)]),
            ["expires_at"] = offer.ExpiresAt.Milliseconds,
        };

    private static JsonObject Suspension(Suspend one) =>
        one.Subject switch
        {
            CorridorSubject subject => new()
            {
                ["corridor"] = new JsonObject
                {
                    ["from"] = subject.Corridor.From.ToString(),
                    ["to"] = subject.Corridor.To.ToString(),
                },
                ["lifted"] = one.Lifted,
            },
            ParticipantSubject subject => new() { ["participant"] = subject.Lei.ToString(), ["lifted"] = one.Lifted },
            _ => throw new ArgumentException("No story suspends that yet.", nameof(one)),
        };

    private static JsonObject Rotation(RotateKeys one) =>
        new()
        {
            ["lei"] = one.Lei.ToString(),
            ["set"] = new JsonArray([
                .. one.Set.Select(static key =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["public_key"] = key.PublicKey.ToString(),
                            ["permissions"] = new JsonArray([.. Permitted(key.Permissions)]),
                        }
                ),
            ]),
            ["remove"] = new JsonArray([.. one.Remove.Select(static key => (JsonNode)key.ToString()!)]),
        };

    private static IEnumerable<JsonNode> Permitted(Permissions permissions) =>
        Enum.GetValues<Permissions>()
            .Where(one => one is not (Permissions.None or Permissions.All) && permissions.HasFlag(one))
            .Select(static one => (JsonNode)one.ToString().ToUpperInvariant()!);

    private static JsonObject Amount(Amount amount) =>
        new() { ["instrument"] = amount.Instrument.ToString(), ["value"] = Money.Plain(amount.Units) };
}
