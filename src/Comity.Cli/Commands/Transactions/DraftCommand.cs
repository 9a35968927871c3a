using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Drafting;
using Comity.Cli.Scenarios.Reading;
using Comity.Client.Drafts;
using Comity.Client.Keys;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands.Transactions;

/// <summary><c>comity transaction draft</c>: a text becomes the bytes that are signed.</summary>
internal static class DraftCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string>("TEXT")
        {
            Description = "What it does, in YAML or JSON (docs/transactions.md).",
        };
        var draft = new Argument<string>("DRAFT") { Description = "Where to write the draft." };
        var signers = new Option<string[]>("--signer")
        {
            Description =
                "Who signs, beside those in the text: a key file, or a public key as ed25519:HEX. May be repeated.",
            HelpName = "KEY",
        };
        var validity = new Option<string>("--valid-for")
        {
            Description =
                "How long it may apply from now, as 30m or 12h. Default: what the text says, else five minutes.",
            HelpName = "SPAN",
        };
        var command = new Command("draft", "Make a draft: it then goes from signer to signer as a file.")
        {
            text,
            draft,
            signers,
            validity,
        };
        var network = GenesisOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(text);
            var target = parsed.GetRequiredValue(draft);
            if (
                !network.TryGet(parsed, out var genesis, out var names, out var failure)
                || !TryReadSigners(parsed.GetValue(signers) ?? [], out var keys, out failure)
                || !TryReadSpan(parsed.GetValue(validity), out var seconds, out failure)
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            if (!File.Exists(path) || File.Exists(target))
            {
                return answer.Fail(
                    ExitCode.Usage,
                    File.Exists(path) ? $"{target} exists already; choose another name." : $"there is no file {path}."
                );
            }

            if (!DraftText.TryPrepare(File.ReadAllText(path), genesis, keys, seconds, out var made, out failure))
            {
                return answer.Fail(ExitCode.Usage, $"{path}: {failure}");
            }

            DraftFile.Write(target, made);
            var now = Clock.Now;
            return ShowCommand.Show(target, genesis, names, answer, now);
        });
        return command;
    }

    /// <summary>Public keys, stated or out of key files.</summary>
    public static bool TryReadSigners(
        string[] texts,
        out List<PublicKey> keys,
        [NotNullWhen(false)] out string? failure
    )
    {
        (keys, failure) = ([], null);
        foreach (var text in texts)
        {
            if (PublicKey.TryParse(text, out var key))
            {
                keys.Add(key);
            }
            else if (KeyFile.TryDescribe(text, out var description, out failure))
            {
                keys.Add(description.PublicKey);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadSpan(string? text, out uint seconds, [NotNullWhen(false)] out string? failure)
    {
        (seconds, failure) = (0, null);
        if (text is not null && (!Values.Span(text, out var milliseconds) || milliseconds < 1_000))
        {
            failure = $"--valid-for is '{text}'; expected {Values.SpanExpected}, at least a second.";
        }
        else if (text is not null && Values.Span(text, out milliseconds))
        {
            seconds = (uint)Math.Min(milliseconds / 1_000, uint.MaxValue);
        }

        return failure is null;
    }
}
