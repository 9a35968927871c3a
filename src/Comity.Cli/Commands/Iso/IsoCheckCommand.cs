using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Rules;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso check</c>: what is wrong with messages, as a compiler says it.</summary>
internal static class IsoCheckCommand
{
    // Of those, a log and the answer to a machine hold the first; all are shown and counted.
    private const int MostKept = 10_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("FILE|DIR")
        {
            Description = "A message or a batch of any size, or a folder: every .xml file in it and below.",
        };
        var sarif = new Option<string>("--sarif")
        {
            Description = "Also write the findings in SARIF 2.1.0, which code hosts and editors show in place.",
            HelpName = "FILE",
        };
        var schemaOnly = new Option<bool>("--schema-only") { Description = "Leave the usage rules aside." };
        var command = new Command("check", "Check messages against their official schemas and the CBPR+ usage rules.")
        {
            path,
            sarif,
            schemaOnly,
        };
        var rules = RuleOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (!rules.TryRead(parsed, out var books, out var day, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            if (!TryList(parsed.GetRequiredValue(path), out var files, out failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            var check = new FileCheck(new RuleChecker(parsed.GetValue(schemaOnly) ? [] : books), day);
            var kept = new List<MessageProblem>();
            var (errors, warnings) = (0, 0);
            foreach (var problem in files.SelectMany(check.Problems))
            {
                answer.Say(problem.ToString());
                (errors, warnings) = problem.IsError ? (errors + 1, warnings) : (errors, warnings + 1);
                if (kept.Count < MostKept)
                {
                    kept.Add(problem);
                }
            }

            if (parsed.GetValue(sarif) is { } log)
            {
                File.WriteAllText(log, SarifLog.Of(kept));
            }

            foreach (var file in check.InParts)
            {
                answer.Say(
                    $"{file}: too large to be held, so read part by part: the usage rules were not applied, and the first fault is the only one"
                );
            }

            answer.Say($"{check.Messages} checked: {errors} errors, {warnings} warnings");
            Tell(files.Count, check, kept, errors, warnings, answer);
            return errors > 0 ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static bool TryList(
        string path,
        [NotNullWhen(true)] out IReadOnlyList<string>? files,
        [NotNullWhen(false)] out string? failure
    )
    {
        (files, failure) = (null, null);
        if (File.Exists(path))
        {
            files = [path];
        }
        else if (!Directory.Exists(path))
        {
            failure = $"there is no file or folder {path}.";
        }
        else
        {
            files =
            [
                .. Directory.EnumerateFiles(path, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
            ];
            if (files.Count == 0)
            {
                (files, failure) = (null, $"{path} has no .xml file in it.");
            }
        }

        return files is not null;
    }

    private static void Tell(
        int files,
        FileCheck check,
        List<MessageProblem> problems,
        int errors,
        int warnings,
        Answer answer
    ) =>
        answer.Tell(
            new
            {
                files,
                messages = check.Messages,
                errors,
                warnings,
                withoutRules = check.InParts,
                problems = problems.Select(static problem => new
                {
                    file = problem.File,
                    line = problem.Line,
                    column = problem.Column,
                    severity = problem.IsError ? "error" : "warning",
                    rule = problem.Rule,
                    sentence = problem.Sentence,
                    path = problem.Path,
                    found = problem.Found,
                    reason = problem.Reason,
                    source = problem.Source,
                }),
            }
        );
}
