using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Writing;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso generate</c>: messages to test with, valid or wrong in one stated way.</summary>
internal static class IsoGenerateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var message = new Argument<string>("MESSAGE")
        {
            Description =
                "The message, as pacs.008.001.08; with its use, as 'pacs.009.001.08 COV', where it has several.",
        };
        var broken = new Option<string>("--break")
        {
            Description = "The usage rule that each message breaks, and no other.",
            HelpName = "RULE",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "What chance is made of: the same gives the same.",
            HelpName = "NUMBER",
        };
        var count = new Option<int>("--count")
        {
            Description = "How many; more than one goes into a folder, with --to.",
            DefaultValueFactory = static _ => 1,
            HelpName = "NUMBER",
        };
        var to = new Option<string>("--to")
        {
            Description = "A folder to write them to; else to standard output.",
            HelpName = "DIR",
        };
        var command = new Command(
            "generate",
            "Make messages to test with: schema and rules in, valid or deliberately wrong messages out."
        )
        {
            message,
            broken,
            seed,
            count,
            to,
        };
        var rules = RuleOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (!rules.TryRead(parsed, out var books, out var day, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            var wanted = (Count: parsed.GetValue(count), To: parsed.GetValue(to));
            if (wanted.Count is < 1 or > 100_000 || (wanted.Count > 1 && wanted.To is null))
            {
                return answer.Fail(ExitCode.Usage, "--count is 1 to 100000, and more than one needs --to DIR.");
            }

            return TryMaker(
                parsed.GetRequiredValue(message),
                parsed.GetValue(broken),
                books,
                day,
                out var make,
                out failure
            )
                ? Write(make, parsed.GetValue(seed), wanted.Count, wanted.To, answer)
                : answer.Fail(ExitCode.Usage, failure);
        });
        return command;
    }

    private static bool TryMaker(
        string name,
        string? broken,
        IReadOnlyList<RuleBook> books,
        DateOnly day,
        [NotNullWhen(true)] out Func<int, BusinessMessage?>? make,
        [NotNullWhen(false)] out string? failure
    )
    {
        (make, failure) = (null, null);
        var usage = books
            .SelectMany(static book => book.Usages)
            .FirstOrDefault(one => one.Name == name || one.Message == name);
        if (usage is null)
        {
            if (broken is null && SupportedMessages.TryGet(name, out var type))
            {
                make = seed => new BusinessMessage(MessageGenerator.SchemaValid(type, seed));
                return true;
            }

            failure = broken is null
                ? $"'{name}' is not a message that is supported here: {string.Join(", ", SupportedMessages.All)}."
                : $"no usage rules are known for '{name}'.";
            return false;
        }

        var rules = RuleSet.Of(usage, day, [.. books]);
        if (broken is null)
        {
            make = seed => MessageGenerator.Valid(rules, seed);
            return true;
        }

        if (rules.Rules.FirstOrDefault(one => one.Id == broken) is not { } rule)
        {
            failure = $"{usage} has no rule '{broken}' on {day:O}: docs/iso20022-rules.md lists them.";
            return false;
        }

        make = seed => MessageGenerator.Broken(rules, rule, seed);
        return true;
    }

    private static int Write(Func<int, BusinessMessage?> make, int seed, int count, string? folder, Answer answer)
    {
        var files = new List<string>();
        for (var index = 0; index < count; index++)
        {
            if (make(seed + index) is not { } message)
            {
                return answer.Fail(
                    ExitCode.Refused,
                    $"no message was found for seed {seed + index}: breaking this rule alone breaks another, or the schema. Try another seed."
                );
            }

            var text = MessageWriter.ToBytes(message.Document, message.Header);
            if (folder is null)
            {
                using var output = Console.OpenStandardOutput();
                output.Write(text);
                return ExitCode.Done;
            }

            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"{message.Document.Type}.{seed + index}.xml");
            File.WriteAllBytes(file, text);
            files.Add(file);
        }

        answer.Say($"{files.Count} messages are in {folder}");
        answer.Tell(new { files });
        return ExitCode.Done;
    }
}
