using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Client.Keys;

namespace Comity.Cli.Commands;

/// <summary>A member's gateway at work, for the commands that use one.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Folder">The world folder that it is in.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Callers">The members' connections to the node.</param>
internal sealed record GatewaySeat(
    Comity.Gateway.Gateway Gateway,
    WorldFolder Folder,
    WorldMember Member,
    WorldCallers Callers
);

/// <summary>Runs a command's work through the gateway of the member that --as names, in the world folder that --data names.</summary>
/// <param name="Option">Which node, and as whom.</param>
/// <param name="Ask">What is asked for, where the two are not stated: the beginning of a sentence.</param>
internal sealed record GatewayCall(NodeOption Option, string Ask)
{
    /// <summary>Runs it.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<GatewaySeat, Answer, Task<int>> work)
    {
        var answer = Answer.For(parsed);
        if (!Option.TryGetFolder(parsed, out var folder) || parsed.GetValue(Option.As) is not { } bic)
        {
            return answer.Fail(ExitCode.Usage, $"{Ask}: --as BIC --data DIR.");
        }

        if (
            !Option.TryGetAddress(parsed, out var address, out var failure)
            || !Option.Passphrase.TryGet(parsed, out var passphrases, out failure)
        )
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        return await NodeCall.GuardAsync(
            address,
            answer,
            () => OpenAsync(address, folder, bic, passphrases, answer, work)
        );
    }

    private static async Task<int> OpenAsync(
        Uri address,
        WorldFolder folder,
        string bic,
        PassphraseSource passphrases,
        Answer answer,
        Func<GatewaySeat, Answer, Task<int>> work
    )
    {
        if (!folder.TryRead(out var world, out var failure) || !world.TryFind(bic, out var member, out failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using var callers = new WorldCallers(folder, world, address);
        using var desk = new GatewayDesk(folder, world, callers, passphrases);
        return desk.TryOpen(member, out var gateway, out failure)
            ? await work(new GatewaySeat(gateway, folder, member, callers), answer)
            : answer.Fail(ExitCode.Usage, failure);
    }
}
