using System.CommandLine;
using Comity.Cli.Drafting;
using Comity.Client.Drafts;
using Comity.Client.Keys;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands.Transactions;

/// <summary><c>comity transaction sign</c>: shows a draft, and adds one key's signature where that is agreed to.</summary>
internal static class SignCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var draft = new Argument<string>("DRAFT") { Description = "The draft; the signature is added to it." };
        var key = new Option<string>("--key")
        {
            Description = "The key: a key file, or a pkcs11: URI.",
            Required = true,
            HelpName = "KEY",
        };
        var yes = new Option<bool>("--yes") { Description = "Sign without asking, having read it elsewhere." };
        var command = new Command("sign", "Show a draft and sign it with one key. Needs no node.") { draft, key, yes };
        var network = GenesisOption.AddTo(command);
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(draft);
            if (
                !passphrase.TryGet(parsed, out var source, out var failure)
                || !network.TryGet(parsed, out var genesis, out var names, out failure)
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            failure = ShowCommand.Read(path, genesis, names, out var sentences);
            if (failure is not null)
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            var now = Clock.Now;
            sentences!.Say(answer, now);
            failure = Refuse(sentences, now);
            if (failure is not null || !(parsed.GetValue(yes) || Agreed(out failure)))
            {
                return answer.Fail(ExitCode.Usage, $"{path}: {failure}");
            }

            var how = new KeyOpening(source, AllowPlain: genesis.Demonstration);
            if (!KeyLocation.TryOpen(parsed.GetRequiredValue(key), how, out var opened, out failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (opened)
            {
                return Sign(path, sentences, opened, answer, now);
            }
        });
        return command;
    }

    private static string? Refuse(DraftSentences sentences, Timestamp now) =>
        sentences.IsExpired(now) ? $"its time was over at {sentences.Transaction.ValidUntil}; draft it again."
        : sentences.Draft.IsComplete ? "every signer has signed; submit it."
        : null;

    private static int Sign(string path, DraftSentences sentences, SigningKey key, Answer answer, Timestamp now)
    {
        var draft = sentences.Draft;
        if (!draft.Signers.Contains(key.PublicKey))
        {
            return answer.Fail(
                ExitCode.Usage,
                $"{path}: the body does not name {key.PublicKey} as a signer. Who signs is fixed when it is drafted (--signer)."
            );
        }

        if (!draft.Missing.Contains(key.PublicKey))
        {
            return answer.Fail(ExitCode.Usage, $"{path}: {key.PublicKey} has signed already.");
        }

        DraftFile.Write(path, draft.Sign(key));
        var missing = draft.Missing.Count();
        answer.Say($"signed with {key.PublicKey}");
        answer.Say(missing == 0 ? $"next: ./comity transaction submit {path}" : $"next: {missing} more must sign");
        answer.Tell(sentences.Machine(now));
        return ExitCode.Done;
    }

    // What is signed is read by a person, unless somebody says that it has been.
    private static bool Agreed(out string? failure)
    {
        failure = null;
        if (Console.IsInputRedirected)
        {
            failure = "there is no terminal to ask whether to sign; say --yes once you have read it.";
            return false;
        }

        Console.Error.Write("Sign this? [y/N] ");
        failure = Console.ReadLine()?.Trim() is "y" or "Y" or "yes" ? null : "not signed.";
        return failure is null;
    }
}
