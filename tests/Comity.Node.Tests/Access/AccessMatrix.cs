using System.Collections.Immutable;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Access;

/// <summary>What a role gets of a call.</summary>
public enum Answer
{
    /// <summary>UNAUTHENTICATED.</summary>
    Unauthenticated,

    /// <summary>PERMISSION_DENIED.</summary>
    Denied,

    /// <summary>What it asks for.</summary>
    Served,

    /// <summary>Exactly what it would get if there were no such thing.</summary>
    AsIfAbsent,
}

/// <summary>One call of the matrix.</summary>
/// <param name="Ask">The request about what there is.</param>
/// <param name="Sees">Who is served.</param>
internal sealed record MatrixRow(Func<MatrixWorld, IMessage> Ask, ImmutableHashSet<Role> Sees)
{
    /// <summary>The same request about what there is not, where the answer depends on who asks.</summary>
    public Func<MatrixWorld, IMessage>? AskAbsent { get; init; }

    /// <summary>Whether an answer shows the thing.</summary>
    public Func<MatrixWorld, IMessage, bool> Shows { get; init; } = static (_, _) => true;
}

/// <summary>
/// The table of every call and every role: docs/access.md is written from it. A call of the contract that is missing here fails
/// a test.
/// </summary>
internal static class AccessMatrix
{
    private static readonly ImmutableHashSet<Role> Everybody =
    [
        Role.Authority,
        Role.BankParty,
        Role.BankNonParty,
        Role.PaymentProvider,
        Role.FxProvider,
        Role.Supervisor,
        Role.Operator,
        Role.OtherAuthority,
    ];

    private static readonly ImmutableHashSet<Role> Concerned = [Role.Authority, Role.BankParty, Role.Supervisor];

    private static readonly ImmutableHashSet<Role> OperatorAlone = [Role.Operator];

    // Nobody's node has signed it.
    private static readonly Wire.PresentTipRequest ForeignTip = new()
    {
        Statement = new Wire.TipStatement
        {
            Network = new string('0', 64),
            Height = 1_000_000,
            StateRoot = new string('0', 64),
            StatedAt = 1,
            Signature = new string('0', 128),
        },
    };

    public static ImmutableSortedDictionary<string, MatrixRow> Rows { get; } =
        new Dictionary<string, MatrixRow>(StringComparer.Ordinal)
        {
            ["Accounts.GetBalances"] = new(
                static world => new Wire.GetBalancesRequest { Account = world.Payer.Account.ToString() },
                Concerned
            )
            {
                AskAbsent = static world => new Wire.GetBalancesRequest { Account = world.NoAccount },
                Shows = static (_, answer) => ((Wire.BalancesInfo)answer).Balances.Count > 0,
            },
            ["Blocks.FollowBlocks"] = new(
                static _ => new Wire.FollowBlocksRequest { UntilNow = true },
                Everybody.Remove(Role.Operator)
            )
            {
                Shows = static (_, answer) => ((Wire.BlockInfo)answer).Header.Hash.Length == 64,
            },
            ["Blocks.FollowEvents"] = Events(
                static (world, answer) =>
                    ((Wire.BlockEvents)answer).Events.Any(one =>
                        one.Settled?.Uetr.Span.SequenceEqual(world.SettledBytes) == true
                    )
            ),
            ["Blocks.ReadEvents"] = Events(
                static (world, answer) => ((Wire.BlockView)answer).Events.Any(one => one.Uetr == world.Settled)
            ),
            ["History.ListAccountEvents"] = new(
                static world => new Wire.ListAccountEventsRequest { Account = world.Payer.Account.ToString() },
                Concerned
            )
            {
                AskAbsent = static world => new Wire.ListAccountEventsRequest { Account = world.NoAccount },
                Shows = static (_, answer) => ((Wire.ListEventsResponse)answer).Events.Count > 0,
            },
            ["History.ListAccountHistory"] = new(
                static world => new Wire.ListAccountHistoryRequest { Account = world.Payer.Account.ToString() },
                Concerned
            )
            {
                AskAbsent = static world => new Wire.ListAccountHistoryRequest { Account = world.NoAccount },
            },
            ["History.ListInstrumentPolicyChanges"] = new(
                static _ => new Wire.ListInstrumentPolicyChangesRequest { Instrument = "CNY" },
                Everybody
            ),
            ["History.ListJurisdictionPolicyChanges"] = new(
                static _ => new Wire.ListJurisdictionPolicyChangesRequest { Jurisdiction = "CN" },
                Everybody
            ),
            ["History.ListOfferEvents"] = new(
                static world => new Wire.ListOfferEventsRequest { Offer = world.PrivateOffer },
                Concerned.Add(Role.FxProvider)
            )
            {
                AskAbsent = static _ => new Wire.ListOfferEventsRequest { Offer = new string('0', 32) },
                Shows = static (_, answer) => ((Wire.ListEventsResponse)answer).Events.Count > 0,
            },
            ["History.ListParticipantEvents"] = new(
                static world => new Wire.ListParticipantEventsRequest { Participant = world.Payer.Lei.ToString() },
                Everybody.Remove(Role.Operator)
            )
            {
                Shows = static (_, answer) => ((Wire.ListEventsResponse)answer).Events.Count > 0,
            },
            ["History.ListParticipantSettlements"] = new(
                static world => new Wire.ListParticipantSettlementsRequest { Participant = world.Payer.Lei.ToString() },
                Concerned
            )
            {
                Shows = static (_, answer) => ((Wire.ListParticipantSettlementsResponse)answer).Settlements.Count > 0,
            },
            ["Network.GetNetwork"] = new(static _ => new Wire.GetNetworkRequest(), Everybody),
            ["Network.GetSupply"] = new(static _ => new Wire.GetSupplyRequest { Instrument = "CNY" }, Everybody),
            ["Network.ListInstruments"] = new(static _ => new Wire.ListInstrumentsRequest(), Everybody),
            ["Network.ListParticipants"] = new(static _ => new Wire.ListParticipantsRequest(), Everybody),
            ["Offers.ListOffers"] = new(static _ => new Wire.ListOffersRequest(), Concerned.Add(Role.FxProvider))
            {
                Shows = static (world, answer) =>
                    ((Wire.ListOffersResponse)answer).Offers.Any(offer => offer.Id == world.PrivateOffer),
            },
            ["Offers.Quote"] = new(static world => Quote(world, "HKD", "CNY"), Concerned.Add(Role.FxProvider))
            {
                AskAbsent = static world => Quote(world, "CNY", "HKD"),
            },
            ["Operations.Archive"] = new(static _ => new Wire.ArchiveRequest(), OperatorAlone),
            ["Operations.Prune"] = new(
                static _ => new Wire.PruneRequest { Archives = { Path.GetTempPath() } },
                OperatorAlone
            ),
            ["Operations.Checkpoint"] = new(static _ => new Wire.CheckpointRequest(), OperatorAlone),
            ["Operations.GetReadModel"] = new(static _ => new Wire.GetReadModelRequest(), OperatorAlone),
            ["Operations.RebuildReadModel"] = new(static _ => new Wire.RebuildReadModelRequest(), OperatorAlone),
            ["Operations.PresentTip"] = new(static _ => ForeignTip, Everybody)
            {
                Shows = static (_, answer) =>
                    ((Wire.PresentTipResponse)answer).Verdict == Wire.PresentTipResponse.Types.Verdict.Unproven,
            },
            ["Operations.StateTip"] = new(static _ => new Wire.StateTipRequest(), Everybody)
            {
                Shows = static (_, answer) => ((Wire.TipStatement)answer).Signature.Length == 128,
            },
            ["Policies.GetInstrumentPolicy"] = new(
                static _ => new Wire.GetInstrumentPolicyRequest { Instrument = "CNY" },
                Everybody
            ),
            ["Policies.GetJurisdictionPolicy"] = new(
                static _ => new Wire.GetJurisdictionPolicyRequest { Jurisdiction = "CN" },
                Everybody
            ),
            ["Proofs.Prove"] = new(static world => new Wire.ProveRequest { Settlement = world.Settled }, Concerned)
            {
                AskAbsent = static world => new Wire.ProveRequest { Settlement = world.NoSettlement },
            },
            ["Settlements.GetSettlement"] = new(
                static world => new Wire.GetSettlementRequest { Uetr = world.Settled },
                Concerned
            )
            {
                AskAbsent = static world => new Wire.GetSettlementRequest { Uetr = world.NoSettlement },
                Shows = static (_, answer) =>
                    ((Wire.SettlementInfo)answer).State == Wire.SettlementInfo.Types.State.Settled,
            },
            ["Settlements.ListWaiting"] = new(static _ => new Wire.ListWaitingRequest(), Concerned)
            {
                Shows = static (world, answer) =>
                    ((Wire.ListWaitingResponse)answer).Settlements.Any(one => one.Uetr == world.Waiting),
            },
            ["Transactions.GetTransaction"] = new(
                static _ => new Wire.GetTransactionRequest { Transaction = new string('0', 32) },
                Everybody
            ),
            ["Transactions.Prepare"] = new(static world => world.Preparation(), Everybody),
            ["Transactions.Submit"] = new(
                static world => new Wire.SubmitRequest { Transactions = { world.Payment() } },
                Everybody
            )
            {
                Shows = Applied,
            },
            ["Transactions.SubmitStream"] = new(
                static world => new Wire.SubmitRequest { Transactions = { world.Payment() } },
                Everybody
            )
            {
                Shows = Applied,
            },
            ["Transactions.SubmitTransaction"] = new(static world => world.SinglePayment(), Everybody)
            {
                Shows = static (_, answer) =>
                    ((Wire.TransactionOutcome)answer).Kind == Wire.TransactionOutcome.Types.Kind.Applied,
            },
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What a role gets of a call.</summary>
    public static Answer Expected(string call, Role role) =>
        role switch
        {
            Role.Anonymous or Role.ExpiredToken or Role.ForgedToken => Answer.Unauthenticated,
            _ when Rows[call].Sees.Contains(role) => Answer.Served,
            Role.Operator => Answer.Denied,
            _ when Rows[call].Sees == OperatorAlone => Answer.Denied,
            _ => Answer.AsIfAbsent,
        };

    private static MatrixRow Events(Func<MatrixWorld, IMessage, bool> shows) =>
        new(static _ => new Wire.FollowEventsRequest { UntilNow = true }, Concerned) { Shows = shows };

    private static Wire.QuoteRequest Quote(MatrixWorld world, string gives, string receives) =>
        new()
        {
            Gives = gives,
            Receives = receives,
            Pay = "1.00",
            Taker = world.Payer.Lei.ToString(),
        };

    private static bool Applied(MatrixWorld world, IMessage answer) =>
        ((Wire.SubmitResponse)answer).Outcomes[0].Kind == Wire.TransactionOutcome.Types.Kind.Applied;
}
