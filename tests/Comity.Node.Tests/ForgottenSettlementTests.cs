using Comity.Node.Settlements;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using State = Comity.Protocol.Wire.SettlementInfo.Types.State;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class ForgottenSettlementTests
{
    private static readonly Settle Terms = new()
    {
        Uetr = Uetr.Random(),
        Legs =
        [
            new Leg(
                new AccountAddress(new byte[20]),
                new AccountAddress([.. Enumerable.Repeat((byte)1, 20)]),
                new Amount(InstrumentId.Parse("CNY"), 7)
            ),
        ],
        Queue = new QueueTerms(3, new Timestamp(1_700_000_000_000), false),
    };

    private static readonly Wire.Event Queued = new()
    {
        Time = 10,
        Queued = new Wire.SettlementQueued { Settlement = Terms.ToWire().Settle },
    };

    [Fact]
    public void What_expired_or_was_cancelled_is_told_by_its_steps_with_the_hash_of_its_terms()
    {
        var expired = Recall(Queued, new Wire.Event { Time = 20, Expired = new Wire.SettlementReference() });
        var cancelled = Recall(Queued, new Wire.Event { Time = 30, Cancelled = new Wire.SettlementCancelled() });

        Assert.Equal((State.Expired, 20UL), (expired.State, expired.Time));
        Assert.Equal((State.Cancelled, 30UL), (cancelled.State, cancelled.Time));
        Assert.Equal(Terms.Terms.ToString(), expired.Terms);
        Assert.Equal(Terms.Terms.ToString(), cancelled.Terms);
    }

    [Fact]
    public void Where_a_uetr_was_used_twice_its_last_end_counts()
    {
        var settled = new Wire.Event
        {
            Time = 40,
            Settled = new Wire.SettlementSettled { Terms = Sha256.Hash([4]).ToWire() },
        };

        var info = Recall(Queued, new Wire.Event { Time = 20, Expired = new Wire.SettlementReference() }, settled);

        Assert.Equal((State.Settled, 40UL), (info.State, info.Time));
        Assert.Equal(Sha256.Hash([4]).ToString(), info.Terms);
    }

    [Fact]
    public void What_the_ledger_knows_and_what_has_no_steps_is_left_as_it_is()
    {
        var known = new Wire.SettlementInfo { State = State.Waiting, Time = 50 };

        ForgottenSettlement.Recall(
            known,
            [new Wire.Event { Time = 20, Expired = new Wire.SettlementReference() }, Queued]
        );

        Assert.Equal((State.Waiting, 50UL), (known.State, known.Time));
        Assert.Equal(State.Unknown, Recall().State);
    }

    private static Wire.SettlementInfo Recall(params Wire.Event[] steps)
    {
        var info = new Wire.SettlementInfo { Uetr = Terms.Uetr.ToString() };
        ForgottenSettlement.Recall(info, steps);
        return info;
    }
}
