using System.CommandLine;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Security;
using Comity.Protocol.Cryptography;

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
        if (!option.TryGetAddress(parsed, out var address))
        {
            return answer.Fail(ExitCode.Usage, "--node must be a URL as https://127.0.0.1:7601.");
        }

        var inWorld = option.TryGetFolder(parsed, out var folder) && folder.Exists;
        if ((parsed.GetValue(option.Key) ?? (inWorld ? folder!.OperatorKeyFile : null)) is not { } file)
        {
            return answer.Fail(
                ExitCode.Usage,
                "this is for the node's operator: name the key with --key FILE and the network with --network HEX, or a world folder with --data DIR."
            );
        }

        var network = inWorld ? folder!.ReadNetworkId() : Hash256.Zero;
        if (parsed.GetValue(option.Network) is { } text && !Hash256.TryParse(text, out network))
        {
            return answer.Fail(ExitCode.Usage, $"'{text}' is no network id: 64 hexadecimal digits.");
        }

        if (network.IsZero)
        {
            return answer.Fail(ExitCode.Usage, "say which network it is: --network HEX, the SHA-256 of its genesis.");
        }

        if (!option.Passphrase.TryGet(parsed, out var passphrases, out var failure))
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
            var authority = parsed.GetValue(option.Authority) ?? (inWorld ? folder!.AuthorityFile : null);
            using var connection = NodeConnection.Open(
                address,
                new ConnectionSecurity
                {
                    Trust = authority is null ? NodeTrust.Machine : NodeTrust.Authority(authority),
                    Tokens = TokenSource.OfOperator(key.Key, network),
                }
            );
            return await NodeCall.GuardAsync(address, answer, () => work(connection, answer));
        }
    }
}
