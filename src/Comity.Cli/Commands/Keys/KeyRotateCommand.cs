using System.CommandLine;
using Comity.Cli.Commands.Transactions;
using Comity.Cli.Scenarios.Reading;
using Comity.Client;
using Comity.Client.Drafts;
using Comity.Client.Keys;
using Comity.Client.Keys.Pkcs11;
using Comity.Client.Submission;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key rotate</c>: a new key in the place of an old one, without a gap.</summary>
internal static class KeyRotateCommand
{
    private const ulong Hour = 3_600_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The key file; the new key takes its place." };
        var options = new RotateOptions(
            new Option<string>("--overlap")
            {
                Description = "How long the old key still counts, as 30m or 12h. Default: 1h.",
                HelpName = "SPAN",
            },
            new Option<string>("--token")
            {
                Description = "Make the new key on a PKCS#11 token. Needed where the old one is on a token.",
                HelpName = "pkcs11:...",
            },
            new Option<string>("--draft")
            {
                Description = "Where others must sign too: write the change as a draft instead of sending it.",
                HelpName = "DRAFT",
            },
            new Option<string[]>("--signer")
            {
                Description = "Who signs the draft beside this key: a key file, or a public key. May be repeated.",
                HelpName = "KEY",
            }
        );
        var command = new Command(
            "rotate",
            "Put a new key in the place of an old one, without a gap. Safe to run again after an interruption."
        )
        {
            file,
            options.Overlap,
            options.Token,
            options.Draft,
            options.Signers,
        };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(parsed, Path.GetFullPath(parsed.GetRequiredValue(file)), options, node, cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        string path,
        RotateOptions options,
        NodeOption node,
        CancellationToken cancellation
    )
    {
        var answer = Answer.For(parsed);
        var isDemonstration = node.TryGetFolder(parsed, out var folder) && folder.Exists && folder.IsDemonstration;
        if (
            !node.Passphrase.TryGet(parsed, out var passphrases, out var failure)
            || !KeyFile.TryDescribe(path, out var description, out failure)
            || !KeyFile.TryOpen(path, new KeyOpening(passphrases, isDemonstration), out var old, out failure)
        )
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (old)
        {
            var successor = new SuccessorKey(path, passphrases);
            Pkcs11Uri? token = null;
            failure =
                description.Protection == KeyProtection.Token && parsed.GetValue(options.Token) is null
                    ? "the old key is on a token: say where to make the new one, --token pkcs11:..."
                    : null;
            if (
                failure is not null
                || (parsed.GetValue(options.Token) is { } uri && !Pkcs11Uri.TryParse(uri, out token, out failure))
                || !successor.TryMake(
                    old,
                    description.Protection == KeyProtection.Plain,
                    token,
                    out var made,
                    out failure
                )
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            if (
                !node.TryGetAddress(parsed, out var address, out failure)
                || !new SeatOpening(parsed, node, address).TryOpenAs(old, out var connection, out failure)
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (connection)
            {
                return await NodeCall.GuardAsync(
                    address,
                    answer,
                    () =>
                        RotateAsync(connection, old, made, successor, new Change(parsed, options), answer, cancellation)
                );
            }
        }
    }

    private static async Task<int> RotateAsync(
        NodeConnection connection,
        OwnedKey old,
        PublicKey made,
        SuccessorKey successor,
        Change change,
        Answer answer,
        CancellationToken cancellation
    )
    {
        if (await KeyRotation.FindAsync(connection, old, cancellation) is not { } participant)
        {
            return answer.Fail(ExitCode.Refused, $"the ledger has no participant {old.Owner}.");
        }

        var rotation = new KeyRotation(participant, old, made);
        if (!rotation.IsDone)
        {
            if ((rotation.Refuse() ?? change.Read()) is { } failure)
            {
                return answer.Fail(ExitCode.Refused, failure);
            }

            var network = await connection.GetNetworkAsync(cancellation);
            var draft = rotation.Draft(network.Network, Clock.Now, change.Validity, change.Overlap, change.Signers);
            draft.Sign(old.Key);
            if (change.Draft is { } path)
            {
                return Hand(path, draft, successor, answer);
            }

            if (rotation.Threshold > 1)
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"{rotation.Threshold} keys must sign a change of keys: write a draft for them, --draft DRAFT --signer KEY."
                );
            }

            var outcome = await connection.SubmitAsync(draft.ToSigned(), cancellation);
            if (outcome is not SubmissionOutcome.Applied)
            {
                return answer.Fail(
                    ExitCode.Refused,
                    $"the change was not made: {outcome}. {successor.NextPath} stays; run this again."
                );
            }
        }

        return Succeed(successor, old, made, answer);
    }

    private static int Hand(string path, TransactionDraft draft, SuccessorKey successor, Answer answer)
    {
        DraftFile.Write(path, draft);
        answer.Say($"{path}: to be signed by {draft.Missing.Count()} more, then submitted; then run this again.");
        answer.Tell(new { draft = path, next = successor.NextPath });
        return ExitCode.Done;
    }

    private static int Succeed(SuccessorKey successor, OwnedKey old, PublicKey made, Answer answer)
    {
        var retired = $"{successor.Path}.old-{Convert.ToHexStringLower(old.Key.PublicKey.Bytes)[..8]}";
        KeyFile.Succeed(successor.Path, successor.NextPath, retired);
        answer.Say($"{successor.Path}: {made}");
        answer.Say($"the old key is in {retired}; it counts until its overlap is over. Then remove the file.");
        answer.Tell(
            new
            {
                file = successor.Path,
                newKey = made.ToString(),
                oldKey = old.Key.PublicKey.ToString(),
                retired,
            }
        );
        return ExitCode.Done;
    }

    private sealed record RotateOptions(
        Option<string> Overlap,
        Option<string> Token,
        Option<string> Draft,
        Option<string[]> Signers
    );

    /// <summary>What the command line says of the change.</summary>
    private sealed class Change(ParseResult parsed, RotateOptions options)
    {
        public string? Draft => parsed.GetValue(options.Draft);

        public ulong Overlap { get; private set; } = Hour;

        /// <summary>A draft goes from hand to hand for a while.</summary>
        public ulong Validity => Draft is null ? Hour / 12 : 12 * Hour;

        public IReadOnlyList<PublicKey> Signers { get; private set; } = [];

        public string? Read()
        {
            if (parsed.GetValue(options.Overlap) is { } text)
            {
                if (!Values.Span(text, out var overlap))
                {
                    return $"--overlap is '{text}'; expected {Values.SpanExpected}.";
                }

                Overlap = overlap;
            }

            if (!DraftCommand.TryReadSigners(parsed.GetValue(options.Signers) ?? [], out var signers, out var failure))
            {
                return failure;
            }

            Signers = signers;
            return Draft is not null && File.Exists(Draft) ? $"{Draft} exists already; choose another name." : null;
        }
    }
}
