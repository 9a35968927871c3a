using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;
using Comity.Client.Keys;

namespace Comity.Cli.Commands;

/// <summary>What seals the keys of a new world: nothing where everybody has them anyway, else a passphrase.</summary>
internal static class WorldSealing
{
    /// <summary>The passphrase; null for a demonstration.</summary>
    public static bool TryGet(
        World world,
        ParseResult parsed,
        PassphraseOption option,
        out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (null, null);
        return world.Genesis.Demonstration
            || (
                option.TryGet(parsed, out var source, out failure)
                && source.TryReadNew("this world's keys (no key-seed: they are real)", out passphrase, out failure)
            );
    }
}
