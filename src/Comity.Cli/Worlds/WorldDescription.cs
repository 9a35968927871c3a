using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Scenarios;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Worlds;

/// <summary>What a world folder says about its network, for the commands that use it: world.json.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Title">What the scenario shows.</param>
/// <param name="Currencies">Its currencies.</param>
/// <param name="Members">Everybody on it.</param>
internal sealed record WorldDescription(
    string Network,
    string Title,
    IReadOnlyList<WorldCurrency> Currencies,
    IReadOnlyList<WorldMember> Members
)
{
    /// <summary>The description of a world.</summary>
    public static WorldDescription Of(World world) =>
        new(
            world.Genesis.Network,
            world.Scenario.Title,
            [.. world.Scenario.Currencies.Select(static one => new WorldCurrency(one.Id.ToString(), one.Decimals))],
            [.. world.Scenario.Participants.Select(one => MemberOf(world, one))]
        );

    /// <summary>The member with a BIC; who there is, where there is none.</summary>
    public bool TryFind(
        string bic,
        [NotNullWhen(true)] out WorldMember? member,
        [NotNullWhen(false)] out string? failure
    )
    {
        member = Members.FirstOrDefault(one => one.Bic == bic);
        failure = member is null
            ? $"nobody in this world has the BIC {bic}; there are {string.Join(", ", Members.Select(static one => one.Bic))}."
            : null;
        return member is not null;
    }

    private static WorldMember MemberOf(World world, ScenarioParticipant one) =>
        new(
            one.Name,
            one.Bic.ToString(),
            one.Lei.ToString(),
            one.Jurisdiction.ToString(),
            world.AccountOf(one.Bic).ToString(),
            (one.Roles & Roles.Authority) != Roles.None,
            one.ReturnsRecalled,
            [
                .. one
                    .Keys.Where(key => world.KeysFor(one.Bic, Permissions.Pay).Contains(world.KeyOf(one.Bic, key.Name)))
                    .Select(static key => key.Name),
            ]
        );
}

/// <summary>A currency.</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Decimals">0 to 18.</param>
internal sealed record WorldCurrency(string Code, int Decimals);

/// <summary>Somebody on the network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bic">Its BIC.</param>
/// <param name="Lei">Its LEI.</param>
/// <param name="Jurisdiction">Its jurisdiction.</param>
/// <param name="Account">Its account.</param>
/// <param name="IsAuthority">Whether it is its jurisdiction's authority.</param>
/// <param name="ReturnsRecalled">Whether it returns final payments that are recalled.</param>
/// <param name="PayingKeys">Names of the keys that together may pay.</param>
internal sealed record WorldMember(
    string Name,
    string Bic,
    string Lei,
    string Jurisdiction,
    string Account,
    bool IsAuthority,
    bool ReturnsRecalled,
    IReadOnlyList<string> PayingKeys
);
