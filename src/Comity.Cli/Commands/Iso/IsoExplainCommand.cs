using System.CommandLine;
using Comity.Iso20022;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso explain</c>: what an element, a code or a rule means.</summary>
internal static class IsoExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var subject = new Argument<string>("PATH|CODE")
        {
            Description =
                "An element: pacs.008.001.08/CdtTrfTxInf/ChrgBr, or a path as iso check shows it, with --message. A code: AC04. A usage rule's name. A tag: PstlAdr.",
        };
        var message = new Option<string>("--message")
        {
            Description = "The message that a path without one belongs to.",
            HelpName = "MESSAGE",
        };
        var command = new Command("explain", "Say what an element, a code or a usage rule means.") { subject, message };
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var text = parsed.GetRequiredValue(subject).Trim();
            var named = parsed.GetValue(message);
            if (named is not null && !SupportedMessages.TryGet(named, out _))
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"'{named}' is not a message that is supported here: {string.Join(", ", SupportedMessages.All)}."
                );
            }

            var meanings = ElementMeanings.Of(text, named).Concat(CodeMeanings.Of(text)).ToList();
            if (meanings.Count == 0)
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"nothing here is called '{text}'. Ask for an element (pacs.008.001.08/GrpHdr/MsgId), a tag, a code or a usage rule."
                );
            }

            foreach (var meaning in meanings)
            {
                answer.Say(meaning.Title);
                foreach (var line in meaning.Lines)
                {
                    answer.Say($"    {line}");
                }
            }

            answer.Tell(meanings.Select(static meaning => new { title = meaning.Title, lines = meaning.Lines }));
            return ExitCode.Done;
        });
        return command;
    }
}
