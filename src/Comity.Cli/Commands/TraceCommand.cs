using System.CommandLine;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
using Comity.Client;
using Comity.Client.Proofs;
using Comity.Client.Queries;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Wire;

namespace Comity.Cli.Commands;

/// <summary><c>comity trace</c>: every step of a payment, with a proof that is checked here.</summary>
internal static class TraceCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var uetr = new Argument<string>("UETR") { Description = "The payment." };
        var root = new Option<string>("--root")
        {
            Description =
                "The state root to check the proof against, from somebody else than the node; else the node's own.",
            HelpName = "HEX",
        };
        var command = new Command(
            "trace",
            "Show every step of a payment with its time, and check the proof of its state."
        )
        {
            uetr,
            root,
        };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                NodeCall.RunAsync(
                    parsed,
                    node,
                    (seats, answer) =>
                        RunAsync(
                            seats,
                            answer,
                            parsed.GetRequiredValue(uetr),
                            parsed.GetValue(root),
                            node.TryGetFolder(parsed, out var folder) ? folder : null,
                            cancellation
                        )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        NodeSeats seats,
        Answer answer,
        string text,
        string? root,
        WorldFolder? folder,
        CancellationToken cancellation
    )
    {
        if (!Uetr.TryParse(text, out var uetr))
        {
            return answer.Fail(ExitCode.Usage, $"'{text}' is not a UETR: a version 4 UUID in lower case.");
        }

        var stated = Hash256.Zero;
        if (root is not null && !Hash256.TryParse(root, out stated))
        {
            return answer.Fail(ExitCode.Usage, $"'{root}' is not a state root: 64 hexadecimal digits.");
        }

        var (connection, view) = await NodeSeats.SeatThatKnowsAsync(seats.All, uetr, cancellation);
        if (!view.IsKnown)
        {
            return answer.Fail(
                ExitCode.Refused,
                $"no settlement with the UETR {uetr} was ever accepted, or it is not the caller's to see."
            );
        }

        return await ShowAsync(connection, view, stated, root is not null, folder, answer, cancellation);
    }

    private static async Task<int> ShowAsync(
        NodeConnection connection,
        SettlementView view,
        Hash256 stated,
        bool isStated,
        WorldFolder? folder,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var uetr = view.Uetr;
        var network = await connection.GetNetworkAsync(cancellation);
        var steps = new SettlementSteps(
            KnownNames.Decimals(network),
            await KnownNames.OfAsync(connection, folder, cancellation)
        ).Of(view.Info);
        var proof = await connection.ProveAsync(new ProveRequest { Settlement = uetr.ToString() }, cancellation);
        var trusted = isStated ? stated : RootOf(proof);
        var proven =
            ProofVerification.TryVerifySettlement(proof, trusted, uetr, out var verified)
            && Agrees(verified, view.State);
        answer.Say($"{uetr}  {view.State}");
        foreach (var step in steps)
        {
            answer.Say($"  {step.Time}  block {step.Height}  {step.What}");
        }

        answer.Say(
            proven
                ? $"proven: {Words(verified!)}, under the state root {trusted} of block {proof.Height}"
                : $"NOT PROVEN under the state root {trusted}: the proof does not fit what the node says"
        );
        if (!isStated)
        {
            answer.Say("        (the root is the node's own word; name another's with --root to trust nobody)");
        }

        answer.Tell(
            new
            {
                uetr = uetr.ToString(),
                state = view.State.ToString(),
                steps,
                proof = new
                {
                    verified = proven,
                    root = trusted.ToString(),
                    height = proof.Height,
                    rootFrom = isStated ? "caller" : "node",
                },
            }
        );
        return proven && view.IsKnown ? ExitCode.Done : ExitCode.Refused;
    }

    private static bool Agrees(VerifiedSettlement verified, SettlementInfo.Types.State state) =>
        verified switch
        {
            VerifiedSettlement.Finished finished => (int)finished.Value.Status == (int)state,
            VerifiedSettlement.Recorded => state
                is SettlementInfo.Types.State.Waiting
                    or SettlementInfo.Types.State.Reserved,
            _ => state == SettlementInfo.Types.State.Unknown,
        };

    private static Hash256 RootOf(ProofInfo proof) =>
        Hash256.TryParse(proof.StateRoot, out var root) ? root : Hash256.Zero;

    private static string Words(VerifiedSettlement verified) =>
        verified switch
        {
            VerifiedSettlement.Finished finished => $"{finished.Value.Status} at {finished.Value.Time}",
            VerifiedSettlement.Recorded => "recorded as waiting",
            _ => "no settlement with this UETR was ever accepted",
        };
}
