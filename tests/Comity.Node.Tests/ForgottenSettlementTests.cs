using Comity.Node.Queries;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
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

        Assert.Equal((Wire.SettlementState.Expired, 20UL), (expired.State, expired.Time));
        Assert.Equal((Wire.SettlementState.Cancelled, 30UL), (cancelled.State, cancelled.Time));
        Assert.Equal(Terms.Terms.ToWire(), expired.Terms);
        Assert.Equal(Terms.Terms.ToWire(), cancelled.Terms);
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

        Assert.Equal((Wire.SettlementState.Settled, 40UL), (info.State, info.Time));
        Assert.Equal(settled.Settled.Terms, info.Terms);
    }

    [Fact]
    public void What_the_ledger_knows_and_what_has_no_steps_is_left_as_it_is()
    {
        var known = new Wire.SettlementInfo
        {
            State = Wire.SettlementState.Waiting,
            Time = 50,
            Steps =
            {
                new Wire.Event { Time = 20, Expired = new Wire.SettlementReference() },
                Queued,
            },
        };

        ForgottenSettlement.Recall(known);

        Assert.Equal((Wire.SettlementState.Waiting, 50UL), (known.State, known.Time));
        Assert.Equal(Wire.SettlementState.Unknown, Recall().State);
    }

    private static Wire.SettlementInfo Recall(params Wire.Event[] steps)
    {
        var info = new Wire.SettlementInfo { Uetr = Terms.Uetr.ToWire(), Steps = { steps } };
        ForgottenSettlement.Recall(info);
        return info;
    }
}
