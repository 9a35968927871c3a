using System.CommandLine;
using Comity.Client;
using Comity.Client.Drafts;
using Comity.Client.Submission;
using Comity.Protocol.Transactions;

namespace Comity.Cli.Commands.Transactions;

/// <summary><c>comity transaction submit</c>: sends a draft that every signer has signed. Safe to run again and again.</summary>
internal static class SubmitCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var drafts = new Argument<string[]>("DRAFT")
        {
            Description =
                "The draft; or copies of one draft that were signed apart, whose signatures are put together.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "submit",
            "Send a signed draft and say what became of it. Running it again says the same, and does nothing twice."
        )
        {
            drafts,
        };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var answer = Answer.For(parsed);
                var failure = Join(parsed.GetRequiredValue(drafts), out var draft);
                return failure is not null
                    ? Task.FromResult(answer.Fail(ExitCode.Usage, failure))
                    : NodeCall.RunAsync(
                        parsed,
                        node,
                        (seats, telling) => SubmitAsync(seats.First, draft!, telling, cancellation)
                    );
            }
        );
        return command;
    }

    private static string? Join(string[] paths, out TransactionDraft? joined)
    {
        joined = null;
        foreach (var path in paths)
        {
            if (!DraftFile.TryRead(path, out var draft, out _, out var failure))
            {
                return failure;
            }

            joined ??= draft;
            if (joined.Id != draft.Id)
            {
                return $"{path}: is another transaction ({draft.Id}) than {paths[0]} ({joined.Id}).";
            }

            foreach (var (signer, signature) in draft.Signatures)
            {
                joined.TryAdd(signer, signature.Span);
            }
        }

        return joined!.IsComplete
            ? null
            : $"{paths[0]}: not every signer has signed; missing: {string.Join(", ", joined.Missing)}.";
    }

    private static async Task<int> SubmitAsync(
        NodeConnection connection,
        TransactionDraft draft,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var network = await connection.GetNetworkAsync(cancellation);
        if (
            TransactionDraft.TryRead(draft.Body, out _, out var transaction, out _)
            && transaction.Network != network.Network
        )
        {
            return answer.Fail(
                ExitCode.Usage,
                $"the transaction is for the network {transaction.Network}; this node is one of {network.Network}."
            );
        }

        var outcome = await connection.SubmitAsync(draft.ToSigned(), cancellation);
        var (state, text, code) = Words(outcome);
        answer.Say($"{draft.Id}  {text}");
        answer.Tell(
            new
            {
                transaction = draft.Id.ToString(),
                outcome = state,
                text,
                height = (outcome as SubmissionOutcome.Applied)?.Height ?? 0,
                refusal = (outcome as SubmissionOutcome.Refused)?.Refusal.Code.ToString() ?? string.Empty,
                reason = (outcome as SubmissionOutcome.Refused)?.Refusal.IsoReason ?? string.Empty,
                rule = (outcome as SubmissionOutcome.Refused)?.Refusal.Rule ?? string.Empty,
            }
        );
        return code;
    }

    private static (string State, string Text, int Code) Words(SubmissionOutcome outcome) =>
        outcome switch
        {
            SubmissionOutcome.Applied { Height: > 0 } applied => (
                "applied",
                $"applied in block {applied.Height}: final",
                ExitCode.Done
            ),
            SubmissionOutcome.Applied => ("applied", "was applied: final", ExitCode.Done),
            SubmissionOutcome.Refused refused => ("refused", $"refused: {refused.Refusal}", ExitCode.Refused),
            SubmissionOutcome.RefusedUnheard => (
                "refused",
                "nothing of it applied, and nothing will: draft it again to be told why",
                ExitCode.Refused
            ),
            SubmissionOutcome.Malformed malformed => ("malformed", $"malformed: {malformed.Fault}", ExitCode.Usage),
            SubmissionOutcome.Busy => (
                "busy",
                "not sent: the node has too much to do. Run it again",
                ExitCode.Unavailable
            ),
            SubmissionOutcome.NotKnown unknown => (
                "notKnown",
                $"not known yet ({unknown.Reason}): run it again; do not draft it again",
                ExitCode.Unavailable
            ),
            _ => (
                "notKnown",
                "its time is over, and the ledger has forgotten whether it applied: look at what it was to do",
                ExitCode.Refused
            ),
        };
}
