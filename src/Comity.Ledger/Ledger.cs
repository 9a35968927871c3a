using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Ledger.Invariants;
using Comity.Ledger.Operations;
using Comity.Ledger.Settlement;
using Comity.Ledger.State;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Proofs;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger;

/// <summary>
/// The ledger: a pure function from blocks to receipts, events and a state root. No I/O, clock, randomness, threads,
/// floating point or culture. The same blocks give the same root on every machine, forever. Not for use by several threads
/// at once.
/// </summary>
public sealed class Ledger
{
    private readonly LedgerState _state;
    private readonly OperationContext _context;
    private readonly SettlementQueue _queue;
    private readonly Retention _retention;
    private readonly WarmUp _warmUp;

    private Ledger(LedgerState state)
    {
        _state = state;
        _context = new OperationContext(state);
        _queue = new SettlementQueue(state, _context.Lifecycle, _context.Events);
        _retention = new Retention(state);
        _warmUp = new WarmUp(state);
        View = new LedgerView(state);
    }

    /// <summary>What the network started from.</summary>
    public NetworkGenesis Genesis => _state.Genesis;

    /// <summary>The last block's height; 0 before the first.</summary>
    public ulong Height => _state.Progress.Height;

    /// <summary>The last block's time.</summary>
    public Timestamp Time => _state.Progress.Time;

    /// <summary>Questions about the state as it is now.</summary>
    public LedgerView View { get; }

    /// <summary>
    /// When something falls due though no transaction comes: an expiry, a time window, a look of the liquidity saver.
    /// <see cref="Timestamp.Never"/> where nothing does.
    /// </summary>
    public Timestamp NextDue => _queue.NextDue();

    /// <summary>A ledger before its first block.</summary>
    public static Ledger Found(NetworkGenesis genesis)
    {
        var state = new LedgerState(genesis);
        state.Found();
        return new Ledger(state);
    }

    /// <summary>A ledger as <see cref="Save"/> wrote it.</summary>
    /// <param name="genesis">What the network started from.</param>
    /// <param name="saved">Everything that was written.</param>
    /// <exception cref="InvalidDataException">It cannot be read back.</exception>
    public static Ledger Load(NetworkGenesis genesis, ReadOnlySpan<byte> saved)
    {
        var state = new LedgerState(genesis);
        state.Load(saved);
        return new Ledger(state);
    }

    /// <summary>Applies a block. The state root is not worked out until it is asked for.</summary>
    /// <exception cref="ArgumentException">The block does not follow the last one.</exception>
    /// <exception cref="InvariantViolationException">A bug; this ledger must not be used again.</exception>
    public BlockResult Apply(Block block)
    {
        if (block.Height != Height + 1 || block.Time < Time)
        {
            throw new ArgumentException(
                $"Block {block.Height} of {block.Time} does not follow block {Height} of {Time}.",
                nameof(block)
            );
        }

        (_state.Progress.Height, _state.Progress.Time) = (block.Height, block.Time);
        _context.Events.Clear();
        _state.Transactions.ForgetExpired(block.Time);
        _retention.BeginBlock();
        _queue.BeginBlock();
        var receipts = new Receipt[block.Transactions.Count];
        for (var index = 0; index < receipts.Length; index++)
        {
            if (index % WarmUp.Stretch == 0)
            {
                _warmUp.Fetch(block.Transactions, index);
            }

            receipts[index] = Apply(block.Transactions[index].Transaction);
        }

        _queue.EndBlock();
        _retention.EndBlock();
        _state.Transactions.EndBlock();
        Conservation.Check(_state);
        NothingOutlivesItsExpiry.Check(_state);
        return new BlockResult(block.Height, block.Time, receipts, _context.Events.ToArray());
    }

    /// <summary>Brings the state tree up to date and returns its root.</summary>
    public Hash256 Commit() => _state.Commit();

    /// <summary>Proves, against the root last committed, that a key of the state tree has a value or has none.</summary>
    public MerkleProof Prove(in Hash256 key) => _state.Prove(key);

    /// <summary>What the state tree, as last committed, has at a key.</summary>
    public bool TryGetCommitted(in Hash256 key, out Hash256 valueHash) => _state.TryGetCommitted(key, out valueHash);

    /// <summary>Writes the whole state, to be read by <see cref="Load"/>.</summary>
    public void Save(Stream destination) => Freeze().WriteTo(destination);

    /// <summary>
    /// Takes the whole state as it is, to be written on another thread while this ledger goes on. Between two blocks, as everything
    /// else.
    /// </summary>
    public LedgerImage Freeze() => _state.Freeze();

    /// <summary>Checks every invariant by walking the whole state.</summary>
    /// <exception cref="InvariantViolationException">One does not hold: a bug.</exception>
    public void CheckInvariants()
    {
        Conservation.Check(_state);
        NothingOutlivesItsExpiry.Check(_state);
        BalancesAddUp.Check(_state);
        HeldFundsHaveAnOwner.Check(_state);
        WhatLivesIsRemembered.Check(_state);
    }

    private Receipt Apply(Transaction transaction)
    {
        var verdict = Admit(transaction, out var isNoted);
        if (verdict.Refusal is { } early)
        {
            return Refused(transaction, early, -1, isNoted);
        }

        var events = _context.Events.Count;
        var attention = _queue.Attention;
        for (var index = 0; index < transaction.Operations.Length; index++)
        {
            verdict = OperationCatalogue.Apply(transaction.Operations[index], _context);
            if (verdict.Refusal is { } refusal)
            {
                _state.Journal.RollBackTo(0);
                _context.Events.RemoveRange(events, _context.Events.Count - events);
                _queue.Attention = attention;
                return Refused(transaction, refusal, index, isNoted);
            }
        }

        _state.Journal.Keep();
        return new Receipt(transaction.Id, null, -1);
    }

    private Receipt Refused(Transaction transaction, Refusal refusal, int operation, bool isNoted)
    {
        if (isNoted)
        {
            _state.Transactions.NoteRefused(transaction.ValidUntil, refusal.Code, operation);
        }

        return new Receipt(transaction.Id, refusal, operation);
    }

    // What is noted here can never apply later: a refusal is as final as a settlement. What is valid for longer than anything is
    // remembered is not noted: it may come again, once, when its end is near.
    private Verdict Admit(Transaction transaction, out bool isNoted)
    {
        isNoted = false;
        if (!string.Equals(transaction.Network, Genesis.Network, StringComparison.Ordinal))
        {
            return Verdict.Refused(RefusalCode.WrongNetwork, transaction.Network);
        }

        if (transaction.ValidUntil < Time)
        {
            return Verdict.Refused(RefusalCode.TransactionExpired, $"valid until {transaction.ValidUntil}, now {Time}");
        }

        var isRemembered = transaction.ValidUntil <= Time.Plus(_state.Parameters.RetentionMilliseconds);
        if (isRemembered && !_state.Transactions.TryAdd(transaction.Id, transaction.ValidUntil))
        {
            return Verdict.Refused(RefusalCode.DuplicateTransaction, transaction.Id);
        }

        isNoted = isRemembered;
        return transaction.ValidUntil > Time.Plus(_state.Parameters.LongestValidityMilliseconds)
            ? Verdict.Refused(RefusalCode.ValidityTooLong, $"valid until {transaction.ValidUntil}, now {Time}")
            : _context.Signers.Fill(transaction, Time);
    }
}
