using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Protocol.Tests.Transactions;

public sealed class DecodeFailureTests
{
    public static TheoryData<string, string, string> Faults { get; } =
        new()
        {
            // What is broken, where the failure points, and a word of what it says.
            { "settle no uetr", "operations[0].settle.uetr", "version 4" },
            { "settle short from", "operations[0].settle.legs[0].from", "20" },
            { "settle second leg to itself", "operations[0].settle.legs[1].to", "comes from" },
            { "settle leg of nothing", "operations[0].settle.legs[0].units", "at least 1" },
            { "settle bad instrument", "operations[0].settle.legs[0].instrument", "3 to 12" },
            { "settle empty", "operations[0].settle.legs", "both empty" },
            { "settle too many legs", "operations[0].settle.legs", "0 to 64" },
            { "settle priority", "operations[0].settle.queue.priority", "most urgent" },
            { "settle purpose", "operations[0].settle.purpose", "code" },
            { "settle content", "operations[0].settle.content", "32" },
            { "settle offer twice", "operations[0].settle.exchanges[0].offers", "twice" },
            { "settle no offers", "operations[0].settle.exchanges[0].offers", "1 to 4" },
            { "settle no amount", "operations[0].settle.exchanges[0].amount", "at least 1" },
            { "settle no condition", "operations[0].settle.conditions[0].kind", "none of" },
            { "settle window", "operations[0].settle.conditions[0].time_window", "before it begins" },
            { "issue nothing", "operations[0].issue.units", "at least 1" },
            { "issue no reference", "operations[0].issue.reserve_reference", "1 to 35" },
            { "issue control", "operations[0].issue.reserve_reference", "control" },
            { "freeze no ground", "operations[0].freeze_account.ground", "1 to 140" },
            { "seize no leg", "operations[0].seize.leg", "missing" },
            { "open bad lei", "operations[0].open_account.owner", "LEI" },
            { "offer same", "operations[0].post_offer.buys", "what it sells" },
            { "offer minimum", "operations[0].post_offer.minimum", "above the capacity" },
            { "offer maximum", "operations[0].post_offer.maximum", "below the minimum" },
            { "offer rate", "operations[0].post_offer.rate", "at least 1" },
            { "admit nobody", "operations[0].admit.participant", "missing" },
            { "admit no role", "operations[0].admit.participant.roles", "at least one" },
            { "admit bad bic", "operations[0].admit.participant.bic", "BIC" },
            { "admit key twice", "operations[0].admit.participant.keys", "twice" },
            { "admit threshold", "operations[0].admit.participant.thresholds[0].keys", "1 to 16" },
            { "fulfil long", "operations[0].fulfil.preimage", "256" },
            { "suspend nothing", "operations[0].suspend.subject", "none of" },
            { "policy rule twice", "operations[0].set_jurisdiction_policy.policy.rules", "twice" },
            { "policy no kind", "operations[0].set_jurisdiction_policy.policy.rules[0].kind", "no kind" },
            {
                "policy window",
                "operations[0].set_jurisdiction_policy.policy.rules[0].rolling_limit.window_seconds",
                "16"
            },
            { "unknown", "operations[0].kind", "no operation" },
            { "no operations", "operations", "1 to 1000" },
            { "no signers", "signers", "1 to 16" },
            { "signer twice", "signers", "twice" },
            { "signer algorithm", "signers[0].key", "algorithm" },
            { "salt", "salt", "16" },
            { "network", "network", "1 to 35" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_its_place(string fault, string path, string word)
    {
        var body = Break(fault);
        Assert.False(TransactionDecoder.TryDecode(body.ToByteString(), out _, out var failure));
        Assert.Equal(path, failure.Path);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_message_at_all_is_said_to_be_none()
    {
        Assert.False(TransactionDecoder.TryDecode(ByteString.CopyFrom(255, 255, 255), out _, out var failure));
        Assert.Equal("body", failure.Path);
    }

    [Fact]
    public void A_body_that_is_too_large_is_refused_unread()
    {
        var large = ByteString.CopyFrom(new byte[Transaction.LargestBody + 1]);
        Assert.False(TransactionDecoder.TryDecode(large, out _, out var failure));
        Assert.Equal("body", failure.Path);
    }

    private static Wire.TransactionBody Body(int kind, out Wire.Operation operation)
    {
        // The first seed whose operation has whatever a fault is put into.
        for (var seed = 0; ; seed++)
        {
            var random = new RandomOperations(seed);
            operation = random.OfKind(kind).ToWire();
            if (
                kind != 0
                || (
                    operation.Settle is
                    { Exchanges.Count: > 0, Conditions.Count: > 0, Legs.Count: > 1, Queue: not null }
                )
            )
            {
                var draft = TransactionDraft.Create("test", new Timestamp(7), [random.NextKey()], []);
                var body = Wire.TransactionBody.Parser.ParseFrom(draft.Body);
                body.Operations.Add(operation);
                return body;
            }
        }
    }

    private static int KindOf(string fault) =>
        fault.Split(' ')[0] switch
        {
            "issue" => 1,
            "fulfil" => 4,
            "offer" => 6,
            "open" => 8,
            "freeze" => 10,
            "seize" => 12,
            "admit" => 13,
            "suspend" => 16,
            "policy" => 17,
            _ => 0,
        };

    private static Wire.TransactionBody Break(string fault)
    {
        var body = Body(KindOf(fault), out var operation);
        if (!BreakSettle(fault, operation.Settle) && !BreakOther(fault, operation))
        {
            BreakBody(fault, body);
        }

        return body;
    }

    private static bool BreakSettle(string fault, Wire.Settle settle)
    {
        Action? broken = fault switch
        {
            "settle no uetr" => () => settle.Uetr = ByteString.Empty,
            "settle short from" => () => KeepOneLeg(settle).From = ByteString.CopyFrom(1, 2),
            "settle second leg to itself" => () => settle.Legs[1].To = settle.Legs[1].From,
            "settle leg of nothing" => () => KeepOneLeg(settle).Units = null,
            "settle bad instrument" => () => settle.Legs[0].Instrument = "euro",
            "settle empty" => () =>
            {
                settle.Legs.Clear();
                settle.Exchanges.Clear();
            },
            "settle too many legs" => () => settle.Legs.AddRange(Enumerable.Repeat(settle.Legs[0], 64)),
            "settle priority" => () => settle.Queue.Priority = 10,
            "settle purpose" => () => settle.Purpose = "salary",
            "settle content" => () => settle.Content = ByteString.CopyFrom(1),
            "settle offer twice" => () => settle.Exchanges[0].Offers.Add(settle.Exchanges[0].Offers[0]),
            "settle no offers" => () => settle.Exchanges[0].Offers.Clear(),
            "settle no amount" => () => settle.Exchanges[0].ClearAmount(),
            "settle no condition" => () => settle.Conditions[0].ClearKind(),
            "settle window" => () =>
                settle.Conditions[0].TimeWindow = new Wire.TimeWindow { NotBefore = 5, NotAfter = 5 },
            _ => null,
        };
        broken?.Invoke();
        return broken is not null;
    }

    private static Wire.Leg KeepOneLeg(Wire.Settle settle)
    {
        while (settle.Legs.Count > 1)
        {
            settle.Legs.RemoveAt(1);
        }

        return settle.Legs[0];
    }

    private static bool BreakOther(string fault, Wire.Operation operation)
    {
        Action? broken = fault switch
        {
            "issue nothing" => () => operation.Issue.Units = new Wire.Units(),
            "issue no reference" => () => operation.Issue.ReserveReference = "",
            "issue control" => () => operation.Issue.ReserveReference = "a\u0007",
            "freeze no ground" => () => operation.FreezeAccount.Ground = "",
            "seize no leg" => () => operation.Seize.Leg = null,
            "open bad lei" => () => operation.OpenAccount.Owner = "nobody",
            "offer same" => () => operation.PostOffer.Buys = operation.PostOffer.Sells,
            "offer minimum" => () => (operation.PostOffer.Capacity, operation.PostOffer.Minimum) = (Units(5), Units(6)),
            "offer maximum" => () => BreakMaximum(operation.PostOffer),
            "offer rate" => () => operation.PostOffer.Rate.Denominator = 0,
            "admit nobody" => () => operation.Admit.Participant = null,
            "admit no role" => () => operation.Admit.Participant.Roles.Clear(),
            "admit bad bic" => () => operation.Admit.Participant.Bic = "x",
            "admit key twice" => () => operation.Admit.Participant.Keys.Add(operation.Admit.Participant.Keys[0]),
            "admit threshold" => () => BreakThreshold(operation.Admit.Participant),
            "fulfil long" => () => operation.Fulfil.Preimage = ByteString.CopyFrom(new byte[257]),
            "suspend nothing" => () => operation.Suspend.ClearSubject(),
            "policy rule twice" => () => SetRules(operation, Largest("one"), Largest("one")),
            "policy no kind" => () => SetRules(operation, new Wire.Rule { Id = "one" }),
            "policy window" => () =>
                SetRules(
                    operation,
                    new Wire.Rule
                    {
                        Id = "one",
                        RollingLimit = new() { WindowSeconds = 15 },
                    }
                ),
            _ => null,
        };
        broken?.Invoke();
        return broken is not null;
    }

    private static void BreakMaximum(Wire.PostOffer offer) =>
        (offer.Capacity, offer.Minimum, offer.Maximum) = (Units(9), Units(6), Units(5));

    private static void BreakThreshold(Wire.Participant participant)
    {
        participant.Thresholds.Clear();
        participant.Thresholds.Add(new Wire.Threshold { Permission = Wire.Permission.Pay, Keys = 17 });
    }

    private static Wire.Rule Largest(string id) => new() { Id = id, LargestAmount = new Wire.LargestAmountRule() };

    private static void SetRules(Wire.Operation operation, params Wire.Rule[] rules)
    {
        operation.SetJurisdictionPolicy.Policy.Rules.Clear();
        operation.SetJurisdictionPolicy.Policy.Rules.AddRange(rules);
    }

    private static Wire.Units Units(ulong low) => new() { Low = low };

    private static void BreakBody(string fault, Wire.TransactionBody body)
    {
        Action broken = fault switch
        {
            "unknown" => () => body.Operations[0].ClearKind(),
            "no operations" => body.Operations.Clear,
            "no signers" => body.Signers.Clear,
            "signer twice" => () => body.Signers.Add(body.Signers[0]),
            "signer algorithm" => () => body.Signers[0].Algorithm = (Wire.SignatureAlgorithm)9,
            "salt" => () => body.Salt = ByteString.CopyFrom(1),
            "network" => () => body.Network = new string('x', 36),
            _ => throw new InvalidOperationException($"No way to break '{fault}'."),
        };
        broken();
    }
}
