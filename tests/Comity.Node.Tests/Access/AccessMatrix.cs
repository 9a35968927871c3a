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
            ["Blocks.FollowEvents"] = Events(
                static (world, answer) =>
                    ((Wire.BlockEvents)answer).Events.Any(one =>
                        one.Settled?.Uetr.Span.SequenceEqual(world.SettledBytes) == true
                    )
            ),
            ["Blocks.ReadEvents"] = Events(
                static (world, answer) => ((Wire.BlockView)answer).Events.Any(one => one.Uetr == world.Settled)
            ),
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
