using System.CommandLine;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Security;

namespace Comity.Cli.Commands.Operating;

/// <summary>Runs a command's work against a node as its operator: with the world folder's operator key, or the one that --key names.</summary>
internal static class OperatorCall
{
    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(
        ParseResult parsed,
        NodeOption option,
        Func<NodeConnection, Answer, Task<int>> work
    )
    {
        var answer = Answer.For(parsed);
        if (!option.TryGetAddress(parsed, out var address, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        var inWorld = option.TryGetFolder(parsed, out var folder) && folder.Exists;
        if ((parsed.GetValue(option.Key) ?? (inWorld ? folder!.OperatorKeyFile : null)) is not { } file)
        {
            return answer.Fail(
                ExitCode.Usage,
                "this is for the node's operator: name the key with --key FILE and the network with --network HEX, or a world folder with --data DIR."
            );
        }

        if (
            !option.TryGetNetwork(parsed, out var network, out failure)
            || !option.Passphrase.TryGet(parsed, out var passphrases, out failure)
        )
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        if (
            !KeyFile.TryOpen(
                file,
                new KeyOpening(passphrases, inWorld && folder!.IsDemonstration),
                out var key,
                out failure
            )
        )
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (key)
        {
            using var connection = NodeConnection.Open(
                address,
                new ConnectionSecurity
                {
                    Trust = option.Trust(parsed),
                    Tokens = TokenSource.OfOperator(key.Key, network),
                }
            );
            return await NodeCall.GuardAsync(address, answer, () => work(connection, answer));
        }
    }
}
