using Comity.Ledger.Policies;
using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Everything the ledger knows. All of it is committed to by the state root and carried by checkpoints.</summary>
internal sealed class LedgerState
{
    private readonly CanonicalWriter _writer = new();
    private readonly StateTree.SparseMerkleTree _tree = new();
    private readonly IStateTable[] _tables;

    /// <summary>A network's state before its first block.</summary>
    public LedgerState(NetworkGenesis genesis)
    {
        Genesis = genesis;
        var compiler = new PolicyCompiler(this);
        Progress = new Progress(Journal);
        Usage = new RollingUsageTable(Journal);
        Participants = new ParticipantTable(Journal);
        Jurisdictions = new JurisdictionTable(Journal, compiler);
        Instruments = new InstrumentTable(Journal, compiler);
        Accounts = new AccountTable(Journal);
        Positions = new PositionTable(Journal, Accounts, Instruments);
        Finished = new FinishedSettlementTable(Journal);
        Offers = new OfferTable(Journal);
        Attestations = new AttestationTable(Journal);
        Corridors = new SuspendedCorridorTable(Journal);
        ReserveReferences = new ReserveReferenceTable(Journal);
        OfferIds = new OfferIdTable(Journal);
        Transactions = new OrderedTransactionTable();
        Waiting = new WaitingSettlementTable(Journal, Positions);
        Compiler = compiler;
        // In the order in which they can be loaded: what is referred to comes before what refers to it.
        _tables =
        [
            Progress,
            Participants,
            Jurisdictions,
            Instruments,
            Accounts,
            Positions,
            Finished,
            Offers,
            Attestations,
            Corridors,
            ReserveReferences,
            OfferIds,
            Usage,
            Transactions,
            Waiting,
        ];
        var bytes = genesis.ToBytes();
        _tree.Set(StateKey.Of(StateKind.Network, []), NetworkGenesis.IdOf(bytes));
    }

    /// <summary>What the network started from.</summary>
    public NetworkGenesis Genesis { get; }

    /// <summary>Limits that all nodes share.</summary>
    public NetworkParameters Parameters => Genesis.Parameters;

    /// <summary>What can be taken back.</summary>
    public Journal Journal { get; } = new();

    /// <summary>Makes policies ready to be evaluated.</summary>
    public PolicyCompiler Compiler { get; }

    /// <summary>Height, time and queue position.</summary>
    public Progress Progress { get; }

    /// <summary>Participants.</summary>
    public ParticipantTable Participants { get; }

    /// <summary>Jurisdictions.</summary>
    public JurisdictionTable Jurisdictions { get; }

    /// <summary>Instruments.</summary>
    public InstrumentTable Instruments { get; }

    /// <summary>Accounts.</summary>
    public AccountTable Accounts { get; }

    /// <summary>Balances.</summary>
    public PositionTable Positions { get; }

    /// <summary>Settlements that no longer wait.</summary>
    public FinishedSettlementTable Finished { get; }

    /// <summary>Settlements that wait.</summary>
    public WaitingSettlementTable Waiting { get; }

    /// <summary>Standing offers.</summary>
    public OfferTable Offers { get; }

    /// <summary>Standing attestations.</summary>
    public AttestationTable Attestations { get; }

    /// <summary>Suspended corridors.</summary>
    public SuspendedCorridorTable Corridors { get; }

    /// <summary>Reserve references that have been used.</summary>
    public ReserveReferenceTable ReserveReferences { get; }

    /// <summary>Offers' ids that have been used.</summary>
    public OfferIdTable OfferIds { get; }

    /// <summary>What has moved in rolling windows.</summary>
    public RollingUsageTable Usage { get; }

    /// <summary>Transactions that must not be ordered again.</summary>
    public OrderedTransactionTable Transactions { get; }

    /// <summary>How many leaves the state tree has.</summary>
    public int Leaves => _tree.Count;

    /// <summary>Brings the state tree up to date and returns its root.</summary>
    public Hash256 Commit()
    {
        // A UETR that is forgotten may have come again, to wait or to finish.
        Finished.CommitForgotten(_tree);

        // Last first: a settlement that finishes leaves the queue's table, and then takes its place in the tree.
        for (var index = _tables.Length - 1; index >= 0; index--)
        {
            _tables[index].Commit(_tree, _writer);
        }

        return _tree.Commit();
    }

    /// <summary>Proves that a key has a value, or that it has none.</summary>
    public Protocol.Proofs.MerkleProof Prove(in Hash256 key) => _tree.Prove(key);

    /// <summary>What the tree, as last committed, has at a key.</summary>
    public bool TryGetCommitted(in Hash256 key, out Hash256 valueHash) => _tree.TryGet(key, out valueHash);

    /// <summary>Puts the founding members in place.</summary>
    public void Found()
    {
        Progress.Time = Genesis.Time;
        foreach (var founding in Genesis.Jurisdictions)
        {
            var authority = Participants.Add(new ParticipantRow(founding.Authority, Jurisdictions.Count, false));
            Jurisdictions.Add(new JurisdictionRow(founding.Code, authority, RulePolicy.Empty, false));
        }

        foreach (var instrument in Genesis.Instruments)
        {
            if (!Participants.TryFind(instrument.Issuer, out var issuer))
            {
                throw new InvalidOperationException($"{instrument.Id} has no issuer.");
            }

            Instruments.Add(
                new InstrumentRow(
                    instrument,
                    issuer,
                    Participants[issuer].Jurisdiction,
                    RulePolicy.Empty,
                    false,
                    default
                )
            );
        }

        Journal.Keep();
    }

    /// <summary>Takes the whole state as it is, between two blocks, to be written later.</summary>
    public LedgerImage Freeze() => new([.. _tables.Select(static table => table.Freeze())]);

    /// <summary>Reads the whole state into a new one.</summary>
    public void Load(ReadOnlySpan<byte> saved)
    {
        var reader = new CanonicalReader(saved);
        foreach (var table in _tables)
        {
            table.Load(ref reader);
        }

        if (!reader.AtEnd)
        {
            throw new InvalidDataException("A checkpoint has more in it than it should.");
        }

        Journal.Keep();
    }
}
