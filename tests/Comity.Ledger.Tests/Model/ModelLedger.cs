using System.Collections.Immutable;
using System.Numerics;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Tests.Model;

/// <summary>
/// A second ledger, written from the rules and as plainly as possible: no rows, no journal, no notes of what is worth a
/// look. Every waiting settlement is tried after every block, again and again until none executes. It does not search
/// for sets: it is told which the liquidity saver found, and checks that they may.
/// </summary>
internal sealed partial class ModelLedger(NetworkGenesis genesis)
{
    private static readonly BigInteger MostOutstanding = BigInteger.One << 100;

    private ModelState _s = ModelState.Found(genesis);

    // Whose the signing keys were, and what they could do, when the transaction began.
    private ImmutableArray<(Lei Owner, Permissions Permissions, PublicKey Key)> _signers = [];

    public ModelState State => _s;

    public static BigInteger Big(UInt128 value) => (BigInteger)value;

    /// <summary>Applies a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="saved">The sets that the ledger says its liquidity saver executed.</param>
    public List<(RefusalCode? Code, RuleReference? Rule, int Operation)> Apply(
        Block block,
        IEnumerable<LiquiditySaved> saved
    )
    {
        _s = _s with { Time = block.Time };
        var (finished, offers) = (_s.Finished.Count, _s.OfferIds.Count);
        Expire();
        var receipts = block.Transactions.Select(each => Apply(each.Transaction)).ToList();
        _signers = [];
        TryQueue();
        foreach (var set in saved)
        {
            ExecuteSaved([.. set.Settlements]);
        }

        Forget(_s.Finished.Count - finished, _s.OfferIds.Count - offers);
        return receipts;
    }

    private (RefusalCode?, RuleReference?, int) Apply(Transaction transaction)
    {
        var operation = -1;
        var before = _s;
        try
        {
            Refuse(transaction.Network != genesis.Network, RefusalCode.WrongNetwork);
            Refuse(transaction.ValidUntil < _s.Time, RefusalCode.TransactionExpired);
            Refuse(
                transaction.ValidUntil > _s.Time.Plus(genesis.Parameters.RetentionMilliseconds),
                RefusalCode.ValidityTooLong
            );
            Refuse(_s.Seen.Contains(transaction.Id), RefusalCode.DuplicateTransaction);
            before = _s = _s with { Seen = _s.Seen.Add(transaction.Id) };
            Refuse(
                transaction.ValidUntil > _s.Time.Plus(genesis.Parameters.LongestValidityMilliseconds),
                RefusalCode.ValidityTooLong
            );
            _signers = [.. transaction.Signers.Select(SignerOf)];
            for (operation = 0; operation < transaction.Operations.Length; operation++)
            {
                Apply(transaction.Operations[operation]);
            }

            return (null, null, -1);
        }
        catch (ModelRefusal refusal)
        {
            _s = before;
            return (refusal.Code, refusal.Rule, operation);
        }
    }

    private void Expire()
    {
        var expired = _s.Waiting.Values.Where(row => row.Queue.ExpiresAt <= _s.Time);
        foreach (var row in expired.OrderBy(row => row.Queue.ExpiresAt).ThenBy(row => row.Sequence).ToList())
        {
            Leave(row, SettlementStatus.Expired);
        }

        _s = _s with
        {
            Offers = _s.Offers.RemoveRange(
                _s.Offers.Where(pair => pair.Value.Terms.ExpiresAt <= _s.Time).Select(pair => pair.Key)
            ),
            Attestations = _s.Attestations.RemoveRange(
                _s.Attestations.Where(pair => pair.Value <= _s.Time).Select(pair => pair.Key)
            ),
        };
    }

    // Each block as many as it added, and a stated number more.
    private void Forget(int finishedInBlock, int offersInBlock)
    {
        var (retention, beyond) = (genesis.Parameters.RetentionMilliseconds, genesis.Parameters.MostForgotten);
        var old = _s
            .FinishedInOrder.TakeWhile(each => each.At.Plus(retention) <= _s.Time)
            .Take(finishedInBlock + beyond)
            .Select(each => each.Uetr)
            .ToList();
        var ended = _s
            .OfferIds.Where(pair => pair.Value <= _s.Time)
            .OrderBy(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(offersInBlock + beyond)
            .Select(pair => pair.Key);
        _s = _s with
        {
            Finished = _s.Finished.RemoveRange(old),
            FinishedInOrder = _s.FinishedInOrder.RemoveRange(0, old.Count),
            OfferIds = _s.OfferIds.RemoveRange(ended.ToList()),
        };
    }

    private static void Refuse(bool when, RefusalCode code, RuleReference? rule = null)
    {
        if (when)
        {
            throw new ModelRefusal(code, rule);
        }
    }

    private ModelParticipant? OwnerOf(PublicKey key) =>
        _s.Participants.Values.FirstOrDefault(each => each.Terms.Keys.Keys.Any(own => own.PublicKey.Equals(key)));

    private (Lei, Permissions, PublicKey) SignerOf(PublicKey key)
    {
        var owner = OwnerOf(key);
        Refuse(owner is null, RefusalCode.UnknownSigner);
        var held = owner!.Terms.Keys.Keys.Single(own => own.PublicKey.Equals(key));
        Refuse(held.ValidUntil <= _s.Time, RefusalCode.SignerKeyEnded);
        return (owner.Terms.Lei, held.Permissions, key);
    }

    private bool Includes(Lei lei) => _signers.Any(signer => signer.Owner == lei);

    private bool Reaches(Lei lei, Permissions permission)
    {
        var count = _signers.Count(signer => signer.Owner == lei && (signer.Permissions & permission) != 0);
        return count > 0 && count >= _s.Participants[lei].Terms.Keys.ThresholdOf(permission);
    }

    private void Require(Lei lei, Permissions permission) =>
        Refuse(!Reaches(lei, permission), RefusalCode.NotAuthorised);

    private Lei AuthorityOf(Lei lei) => _s.Jurisdictions[_s.Participants[lei].Terms.Jurisdiction].Authority;

    private CountryCode JurisdictionOf(AccountAddress account) =>
        _s.Participants[_s.Accounts[account].Owner].Terms.Jurisdiction;

    private ModelAccount OpenAccount(AccountAddress address)
    {
        Refuse(!_s.Accounts.TryGetValue(address, out var account), RefusalCode.AccountUnknown);
        Refuse(account!.Status == ModelAccountStatus.Closed, RefusalCode.AccountClosed);
        return account;
    }

    private ModelBalance BalanceOf(ModelPosition position) => _s.Balances.GetValueOrDefault(position);

    private void Change(ModelPosition position, BigInteger available, BigInteger held)
    {
        var old = BalanceOf(position);
        var changed = new ModelBalance(old.Available + available, old.Held + held);
        Assert.True(changed.Available >= 0 && changed.Held >= 0, "The model went below zero.");
        _s = _s with { Balances = _s.Balances.SetItem(position, changed) };
    }

    private ModelWaiting? FindWaiting(Uetr uetr) => _s.Waiting.Values.FirstOrDefault(row => row.Terms.Uetr == uetr);

    private void Put(ModelWaiting row) => _s = _s with { Waiting = _s.Waiting.SetItem(row.Place, row) };
}
