using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>jurisdictions</c> and <c>participants</c>.</summary>
internal sealed class ParticipantsReader(Names names)
{
    private static readonly Dictionary<string, Roles> RoleNames = new(StringComparer.Ordinal)
    {
        ["authority"] = Roles.Authority,
        ["bank"] = Roles.Bank,
        ["payment-provider"] = Roles.PaymentProvider,
        ["fx-provider"] = Roles.FxProvider,
        ["asset-issuer"] = Roles.AssetIssuer,
        ["custodian"] = Roles.Custodian,
        ["supervisor"] = Roles.Supervisor,
    };

    private static readonly Dictionary<string, Permissions> PermissionNames = new(StringComparer.Ordinal)
    {
        ["pay"] = Permissions.Pay,
        ["issue"] = Permissions.Issue,
        ["redeem"] = Permissions.Redeem,
        ["offer"] = Permissions.Offer,
        ["accounts"] = Permissions.Accounts,
        ["freeze"] = Permissions.Freeze,
        ["supervise"] = Permissions.Supervise,
        ["keys"] = Permissions.Keys,
        ["policy"] = Permissions.Policy,
        ["attest"] = Permissions.Attest,
        ["approve"] = Permissions.Approve,
        ["all"] = Permissions.All,
    };

    private readonly HashSet<string> _leis = new(StringComparer.Ordinal);

    /// <summary>The roles that a rule or a participant may name.</summary>
    public static Roles Role(Element element)
    {
        var name = element.OneOf("role", RoleNames.Keys);
        return RoleNames.GetValueOrDefault(name);
    }

    /// <summary>Everybody, authorities first.</summary>
    public ImmutableArray<ScenarioParticipant> Read(Section root)
    {
        var all = ImmutableArray.CreateBuilder<ScenarioParticipant>();
        if (root.TryRequire("jurisdictions", out var jurisdictions))
        {
            foreach (var (key, value) in jurisdictions.Pairs())
            {
                var code = key.Value<CountryCode>(CountryCode.TryParse, "an ISO 3166-1 alpha-2 code as CN");
                names.Jurisdictions.Add(code.ToString());
                all.Add(ReadAuthority(value.Section(), code));
            }

            if (all.Count == 0)
            {
                jurisdictions.Fail("jurisdictions is empty; a network has at least one");
            }
        }

        if (root.TryGet("participants", out var participants))
        {
            all.AddRange(participants.List(element => ReadOne(element.Section())));
        }

        return all.ToImmutable();
    }

    private ScenarioParticipant ReadAuthority(Section section, CountryCode code)
    {
        var participant = Common(section, code, Roles.Authority);
        section.End();
        return participant;
    }

    private ScenarioParticipant ReadOne(Section section)
    {
        var code = section.TryRequire("jurisdiction", out var jurisdiction)
            ? names.Jurisdiction(jurisdiction)
            : default;
        var roles = section.TryRequire("roles", out var stated)
            ? stated.List(Role).Aggregate(Roles.None, static (all, one) => all | one)
            : Roles.None;
        var participant = Common(section, code, roles);
        section.End();
        return participant;
    }

    private ScenarioParticipant Common(Section section, CountryCode code, Roles roles)
    {
        var bic = section.Value<Bic>("bic", Bic.TryParse, "a BIC (ISO 9362): 8 or 11 characters");
        var lei = section.Value<Lei>("lei", Lei.TryParse, "an LEI (ISO 17442): 20 characters with check digits");
        var keys = ReadKeys(section);
        var thresholds = ReadThresholds(section, keys);
        var returns =
            section.TryGet("recalls", out var recalls)
            && string.Equals(recalls.OneOf("answer", ["return", "keep"]), "return", StringComparison.Ordinal);
        var participant = new ScenarioParticipant(
            section.Text("name"),
            bic,
            lei,
            code,
            roles,
            keys,
            thresholds,
            returns
        );
        if (bic != default && !names.Participants.TryAdd(bic.ToString(), participant))
        {
            section.Element.Fail($"the BIC {bic} is given to two participants");
        }

        if (lei != default && !_leis.Add(lei.ToString()))
        {
            section.Element.Fail($"the LEI {lei} is given to two participants");
        }

        return participant;
    }

    private static ImmutableArray<ScenarioKey> ReadKeys(Section section)
    {
        if (!section.TryGet("keys", out var element))
        {
            return [new ScenarioKey("main", Permissions.All)];
        }

        ImmutableArray<ScenarioKey> keys =
        [
            .. element
                .Pairs()
                .Select(pair => new ScenarioKey(
                    pair.Key.Value(
                        (string text, out string name) => KeyName(text, out name),
                        "a-z, 0-9 and -, up to 32"
                    ),
                    pair.Value.List(Permission).Aggregate(Permissions.None, static (all, one) => all | one)
                )),
        ];
        if (keys.Length is 0 or > KeySet.MostKeys)
        {
            element.Fail($"keys has {keys.Length} keys; 1 to {KeySet.MostKeys} are allowed");
        }

        return keys;

        static bool KeyName(string text, out string name)
        {
            name = text;
            return text.Length is > 0 and <= 32
                && text.All(static character =>
                    char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'
                );
        }
    }

    private static ImmutableArray<Threshold> ReadThresholds(Section section, ImmutableArray<ScenarioKey> keys)
    {
        if (!section.TryGet("thresholds", out var element))
        {
            return [];
        }

        return
        [
            .. element
                .Pairs()
                .Select(pair =>
                {
                    var permission = Permission(pair.Key);
                    var count = pair.Value.Value<int>(Values.Count, "a number of keys");
                    var holders = keys.Count(key => (key.Permissions & permission) != 0);
                    if (count is 0 or > 16 || count > holders)
                    {
                        pair.Value.Fail($"the threshold is {count}, but {holders} keys hold the permission");
                    }

                    return new Threshold(permission, count);
                }),
        ];
    }

    private static Permissions Permission(Element element) =>
        PermissionNames.GetValueOrDefault(element.OneOf("permission", PermissionNames.Keys));
}
