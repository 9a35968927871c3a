using System.Collections.Immutable;
using Comity.Cli.Scenarios.Steps;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;

namespace Comity.Cli.Scenarios;

/// <summary>A world and what happens in it, as a scenario file says. docs/scenarios.md describes the file.</summary>
/// <param name="Title">What it shows, in a sentence.</param>
/// <param name="Network">The network.</param>
/// <param name="Currencies">Its currencies.</param>
/// <param name="Participants">Everybody, authorities first.</param>
/// <param name="Reserves">What is issued at the start.</param>
/// <param name="Placements">What participants pay each other at the start, before policies are set.</param>
/// <param name="Offers">Exchange offers posted at the start.</param>
/// <param name="Policies">Policies set at the start.</param>
/// <param name="Steps">What happens then.</param>
internal sealed record Scenario(
    string Title,
    ScenarioNetwork Network,
    ImmutableArray<ScenarioCurrency> Currencies,
    ImmutableArray<ScenarioParticipant> Participants,
    ImmutableArray<ScenarioReserve> Reserves,
    ImmutableArray<ScenarioLeg> Placements,
    ImmutableArray<ScenarioOffer> Offers,
    ImmutableArray<ScenarioPolicy> Policies,
    ImmutableArray<Step> Steps
)
{
    /// <summary>A participant by its BIC, which the file is known to have.</summary>
    public ScenarioParticipant this[Bic bic] => Participants.First(participant => participant.Bic == bic);

    /// <summary>A jurisdiction's authority.</summary>
    public ScenarioParticipant AuthorityOf(CountryCode jurisdiction) =>
        Participants.First(participant =>
            participant.Jurisdiction == jurisdiction && (participant.Roles & Roles.Authority) != Roles.None
        );

    /// <summary>A currency's terms.</summary>
    public ScenarioCurrency this[InstrumentId currency] => Currencies.First(terms => terms.Id == currency);
}

/// <summary>The network.</summary>
/// <param name="Name">1 to 35 characters.</param>
/// <param name="KeySeed">Text that all keys are derived from; empty for fresh random keys.</param>
/// <param name="Parameters">Limits that all nodes share.</param>
internal sealed record ScenarioNetwork(string Name, string KeySeed, NetworkParameters Parameters);

/// <summary>A currency.</summary>
/// <param name="Id">ISO 4217.</param>
/// <param name="Decimals">0 to 18.</param>
/// <param name="Issuer">The jurisdiction whose authority issues it.</param>
internal sealed record ScenarioCurrency(InstrumentId Id, int Decimals, CountryCode Issuer);

/// <summary>Somebody on the network.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Bic">Its BIC, which the file refers to it by.</param>
/// <param name="Lei">Its LEI.</param>
/// <param name="Jurisdiction">Whose authority admits it.</param>
/// <param name="Roles">What it is.</param>
/// <param name="Keys">Its keys: name and permissions.</param>
/// <param name="Thresholds">How many keys must sign for a permission.</param>
/// <param name="ReturnsRecalled">Whether it returns final payments that are recalled; it keeps them otherwise.</param>
internal sealed record ScenarioParticipant(
    string Name,
    Bic Bic,
    Lei Lei,
    CountryCode Jurisdiction,
    Roles Roles,
    ImmutableArray<ScenarioKey> Keys,
    ImmutableArray<Threshold> Thresholds,
    bool ReturnsRecalled
);

/// <summary>A key.</summary>
/// <param name="Name">Its name among its participant's keys.</param>
/// <param name="Permissions">What it may do.</param>
internal sealed record ScenarioKey(string Name, Permissions Permissions);

/// <summary>Currency issued at the start.</summary>
/// <param name="To">Whom to.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reference">The issuer's reserve reference.</param>
internal sealed record ScenarioReserve(Bic To, Amount Amount, string Reference);

/// <summary>An exchange offer posted at the start.</summary>
/// <param name="By">Who makes it.</param>
/// <param name="Sells">What it gives.</param>
/// <param name="Buys">What it takes.</param>
/// <param name="Rate">Minor units sold for minor units bought.</param>
/// <param name="Capacity">Most sold in all, in minor units.</param>
/// <param name="Minimum">Least sold at once, in minor units.</param>
/// <param name="Maximum">Most sold at once, in minor units; 0 for no bound.</param>
/// <param name="Takers">Who may take it; empty for anybody.</param>
/// <param name="ExpiresAfterMilliseconds">How long after the start it expires.</param>
internal sealed record ScenarioOffer(
    Bic By,
    InstrumentId Sells,
    InstrumentId Buys,
    Rate Rate,
    UInt128 Capacity,
    UInt128 Minimum,
    UInt128 Maximum,
    ImmutableArray<Bic> Takers,
    ulong ExpiresAfterMilliseconds
);

/// <summary>A policy.</summary>
/// <param name="Owner">A jurisdiction or a currency.</param>
/// <param name="Rules">Its rules.</param>
internal sealed record ScenarioPolicy(PolicyOwner Owner, RulePolicy Rules);

/// <summary>Whose policy it is. One of the kinds below.</summary>
internal abstract record PolicyOwner
{
    private PolicyOwner() { }

    /// <summary>A jurisdiction's.</summary>
    internal sealed record OfJurisdiction(CountryCode Code) : PolicyOwner;

    /// <summary>A currency's: its issuer's.</summary>
    internal sealed record OfCurrency(InstrumentId Id) : PolicyOwner;
}
