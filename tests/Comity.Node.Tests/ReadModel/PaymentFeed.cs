using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Testing;

namespace Comity.Node.Tests.ReadModel;

/// <summary>Blocks of payments made up without a ledger: as many, and of as much, as a test wants.</summary>
internal sealed class PaymentFeed
{
    private readonly TestWorld _world = new(2, 3);
    private readonly Random _random = new(3);
    private ulong _height;

    public PaymentFeed()
    {
        Feed = new BlockFeed(_world.Genesis);
        Commit([
            .. _world.Banks.Select(static bank => new ParticipantAdmitted(bank.Terms)),
            .. _world.Banks.Select(static bank => new AccountOpened(bank.Account, bank.Lei)),
        ]);
    }

    public BlockFeed Feed { get; }

    public TestWorld World => _world;

    /// <summary>One block of payments from bank to bank, each ten seconds after the last block.</summary>
    public void Pay(int payments = 1, UInt128? units = null, int? from = null, int? to = null)
    {
        var events = new LedgerEvent[payments];
        for (var index = 0; index < payments; index++)
        {
            var payer = _world.Banks[from ?? _random.Next(_world.Banks.Count)];
            var payee = _world.Banks[
                to ?? ((Place(payer) + 1 + _random.Next(_world.Banks.Count - 1)) % _world.Banks.Count)
            ];
            var amount = new Amount(_world.CurrencyOf(payer), units ?? (UInt128)_random.Next(1, 1_000));
            events[index] = new SettlementSettled(
                Uetr.Random(),
                Sha256.Hash("terms"u8),
                [new Leg(payer.Account, payee.Account, amount)],
                SettlementPath.Direct,
                "GDDS",
                null
            );
        }

        Commit(events);
    }

    private int Place(TestParticipant bank) => _world.Banks.TakeWhile(one => one != bank).Count();

    private void Commit(LedgerEvent[] events)
    {
        _height++;
        var time = new Timestamp(_world.Genesis.Time.Milliseconds + (10_000 * _height));
        Feed.Commit(
            new CommittedBlock(new BlockResult(_height, time, [], events), Sha256.Hash(BitConverter.GetBytes(_height)))
        );
    }
}
