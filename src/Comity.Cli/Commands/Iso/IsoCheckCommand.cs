using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso check</c>: what is wrong with messages, as a compiler says it.</summary>
internal static class IsoCheckCommand
{
    private const int MostFailures = 100;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("FILE|DIR")
        {
            Description = "A message, or a folder: every .xml file in it and below.",
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

            var checker = parsed.GetValue(schemaOnly) ? null : new RuleChecker(books);
            var problems = files.SelectMany(file => Check(file, checker, day)).ToList();
            if (parsed.GetValue(sarif) is { } log)
            {
                File.WriteAllText(log, SarifLog.Of(problems));
            }

            Show(files.Count, problems, answer);
            return problems.Exists(static problem => problem.IsError) ? ExitCode.Refused : ExitCode.Done;
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

    private static IEnumerable<MessageProblem> Check(string file, RuleChecker? checker, DateOnly day)
    {
        var text = File.ReadAllBytes(file);
        using var stream = new MemoryStream(text, writable: false);
        if (MessageReader.Read(text).TryGet(out var message, out _))
        {
            return checker?.Check(message, text, day).Select(finding => MessageProblem.Of(file, finding)) ?? [];
        }

        return MessageReader.FindFailures(stream, MostFailures).Select(failure => MessageProblem.Of(file, failure));
    }

    private static void Show(int files, List<MessageProblem> problems, Answer answer)
    {
        foreach (var problem in problems)
        {
            answer.Say(problem.ToString());
        }

        var errors = problems.Count(static problem => problem.IsError);
        answer.Say($"{files} checked: {errors} errors, {problems.Count - errors} warnings");
        answer.Tell(
            new
            {
                files,
                errors,
                warnings = problems.Count - errors,
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
}
