using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>What permissions are called in key files: pay, issue, redeem and so on.</summary>
internal static class PermissionNames
{
    private static readonly FrozenDictionary<string, Permissions> Named = Enum.GetValues<Permissions>()
        .Where(static value => BitOperations.IsPow2((int)value))
        .ToFrozenDictionary(static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    /// <summary>All names, in the order of the wire's numbers.</summary>
    public static IEnumerable<string> All => Named.OrderBy(static pair => pair.Value).Select(static pair => pair.Key);

    public static IReadOnlyList<string> Of(Permissions permissions) =>
        [.. All.Where(name => (permissions & Named[name]) != 0)];

    /// <summary>Reads a list of names; the first unknown one where there is one.</summary>
    public static string? Read(IEnumerable<string> names, out Permissions permissions)
    {
        permissions = Permissions.None;
        foreach (var name in names)
        {
            if (!Named.TryGetValue(name, out var permission))
            {
                return name;
            }

            permissions |= permission;
        }

        return null;
    }
}
