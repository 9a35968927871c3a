using System.CommandLine;
using Comity.Cli.Output;
using Comity.Client.Proofs;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;

namespace Comity.Cli.Commands.Proofs;

/// <summary><c>comity verify</c>: checks a saved proof against a root that is trusted. Needs no node and no network.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The proof, as comity prove kept it." };
        var root = new Option<string>("--root")
        {
            Description =
                "The state root that is trusted: from another node, an auditor, a block that authorities signed.",
            Required = true,
            HelpName = "HEX",
        };
        var command = new Command("verify", "Check a saved proof against a state root that you trust. Needs no node.")
        {
            file,
            root,
        };
        var network = GenesisOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(file);
            if (!Hash256.TryParse(parsed.GetRequiredValue(root), out var trusted))
            {
                return answer.Fail(ExitCode.Usage, "--root is not a state root: 64 hexadecimal digits.");
            }

            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            if (!SavedProof.TryRead(File.ReadAllText(path), out var proof, out var failure))
            {
                return answer.Fail(ExitCode.Usage, $"{path}: {failure}");
            }

            // Without a genesis amounts are minor units: where the point is, the node could say as it likes.
            var amounts = network.TryGet(parsed, out var genesis, out _, out _)
                ? new Amounts(
                    genesis.Instruments.ToDictionary(static one => one.Id.ToString(), static one => one.Decimals)
                )
                : new Amounts(new Dictionary<string, int>());
            return Verify(proof, trusted, amounts, answer);
        });
        return command;
    }

    private static int Verify(SavedProof proof, Hash256 root, Amounts amounts, Answer answer)
    {
        if (!proof.TryVerify(root, out var verified))
        {
            answer.Tell(new { verified = false, root = root.ToString() });
            answer.Say($"NOT PROVEN under the state root {root}: the proof is of another state, or was changed");
            return ExitCode.Refused;
        }

        answer.Say($"proven under the state root {root}:");
        answer.Say($"  {Words(verified, amounts)}");
        answer.Tell(
            new
            {
                verified = true,
                root = root.ToString(),
                shows = Words(verified, amounts),
            }
        );
        return ExitCode.Done;
    }

    private static string Words(Verified verified, Amounts amounts) =>
        verified switch
        {
            VerifiedBalance balance =>
                $"account {balance.Account} has {amounts.Show(balance.Instrument, balance.Value.Available)} available and "
                    + $"{amounts.Show(balance.Instrument, balance.Value.Held)} held",
            VerifiedSupply supply => $"{amounts.Show(supply.Instrument, supply.Value.Issued)} issued, "
                + $"{amounts.Show(supply.Instrument, supply.Value.Redeemed)} redeemed, "
                + $"{amounts.Show(supply.Instrument, supply.Value.Outstanding)} outstanding",
            VerifiedSettlement.Finished finished =>
                $"settlement {finished.Uetr}: {Finished(finished.Value.Status)} at {finished.Value.Time}, terms {finished.Value.Terms}",
            VerifiedSettlement.Recorded recorded =>
                $"settlement {recorded.Uetr} is in the state and, the node says, waits",
            VerifiedSettlement.Absent absent => $"no settlement {absent.Uetr} is in the state",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Finished(SettlementStatus status) => status.ToString().ToLowerInvariant();
}
