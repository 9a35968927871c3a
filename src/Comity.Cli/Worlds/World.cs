using System.Collections.Immutable;
using Comity.Cli.Scenarios;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Cli.Worlds;

/// <summary>A scenario with keys and accounts: what a network is founded from.</summary>
internal sealed class World : IDisposable
{
    private const ulong Hour = 60 * 60 * 1_000;
    private readonly WorldSecrets _secrets;

    private World(Scenario scenario, WorldSecrets secrets, NetworkGenesis genesis)
    {
        Scenario = scenario;
        _secrets = secrets;
        Genesis = genesis;
    }

    /// <summary>What it is made from.</summary>
    public Scenario Scenario { get; }

    /// <summary>What its network starts from.</summary>
    public NetworkGenesis Genesis { get; }

    /// <summary>Makes keys, accounts and the genesis.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="at">The ledger's time before its first block.</param>
    public static World Create(Scenario scenario, Timestamp at)
    {
        var secrets = WorldSecrets.Create(scenario);
        var genesis = new NetworkGenesis(
            scenario.Network.Name,
            at,
            scenario.Network.Parameters,
            [
                .. scenario
                    .Participants.Where(static one => (one.Roles & Roles.Authority) != Roles.None)
                    .Select(authority => new FoundingJurisdiction(authority.Jurisdiction, TermsOf(authority, secrets))),
            ],
            [
                .. scenario.Currencies.Select(currency => new InstrumentTerms(
                    currency.Id,
                    currency.Decimals,
                    scenario.AuthorityOf(currency.Issuer).Lei
                )),
            ]
        )
        {
            // Keys from a printed seed are everybody's.
            Demonstration = scenario.Network.KeySeed.Length > 0,
        };
        return new World(scenario, secrets, genesis);
    }

    /// <summary>The account of a participant.</summary>
    public AccountAddress AccountOf(Bic owner) => _secrets.AccountOf(owner);

    /// <summary>A participant's key.</summary>
    public SoftwareKey KeyOf(Bic owner, string name) => _secrets.Key(owner, name);

    /// <summary>The keys that reach a participant's thresholds.</summary>
    public ImmutableArray<SigningKey> KeysFor(Bic owner, Permissions permissions) =>
        _secrets.KeysFor(Scenario[owner], permissions);

    /// <summary>A participant as the ledger admits it.</summary>
    public ParticipantTerms TermsOf(Bic owner) => TermsOf(Scenario[owner], _secrets);

    /// <summary>
    /// Until when a founding transaction that is signed now is valid: as long as the network allows, less an hour for clocks
    /// that differ.
    /// </summary>
    public Timestamp LastValidity(Timestamp now) =>
        now.Plus(Math.Max(Genesis.Parameters.LongestValidityMilliseconds, 2 * Hour) - Hour);

    /// <summary>Signs operations with as many keys of a participant as its thresholds ask for.</summary>
    public Protocol.Wire.SignedTransaction Sign(
        Bic by,
        Permissions permissions,
        Timestamp validUntil,
        params IEnumerable<Operation> operations
    ) => TransactionDraft.Sign(Genesis.Network, validUntil, KeysFor(by, permissions), operations);

    /// <inheritdoc/>
    public void Dispose() => _secrets.Dispose();

    private static ParticipantTerms TermsOf(ScenarioParticipant participant, WorldSecrets secrets) =>
        new(
            participant.Lei,
            participant.Bic,
            participant.Jurisdiction,
            participant.Roles,
            new KeySet(
                [
                    .. participant.Keys.Select(key => new Protocol.Keys.ParticipantKey(
                        secrets.Key(participant.Bic, key.Name).PublicKey,
                        key.Permissions,
                        Timestamp.Never
                    )),
                ],
                participant.Thresholds
            )
        );
}
