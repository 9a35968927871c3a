using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Gateway.Rules;
using Comity.Iso20022.Rules;

namespace Comity.Cli.Commands.Iso;

/// <summary>By which usage rules: a market's own beside CBPR+, and those in force on which day.</summary>
internal sealed class RuleOptions
{
    private const string Network = "network";

    private readonly Option<string[]> _books = new("--rules")
    {
        Description =
            "A market's own rules beside CBPR+, in the form that docs/iso20022.md explains, or 'network' for those that a gateway applies; may be given again.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _withoutCbpr = new("--no-cbpr")
    {
        Description = "Leave CBPR+ aside, for messages that do not go over Swift.",
    };

    private readonly Option<string> _day = new("--day")
    {
        Description = "The day whose rules apply, YYYY-MM-DD; today where absent.",
        HelpName = "DAY",
    };

    /// <summary>Adds them to a command.</summary>
    public static RuleOptions AddTo(Command command)
    {
        var options = new RuleOptions();
        command.Options.Add(options._books);
        command.Options.Add(options._withoutCbpr);
        command.Options.Add(options._day);
        return options;
    }

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="books">CBPR+, unless it is left aside, and the market's own.</param>
    /// <param name="day">The day.</param>
    /// <param name="failure">Why not, where they cannot be read.</param>
    public bool TryRead(
        ParseResult parsed,
        [NotNullWhen(true)] out IReadOnlyList<RuleBook>? books,
        out DateOnly day,
        [NotNullWhen(false)] out string? failure
    )
    {
        books = null;
        day = DateOnly.FromDateTime(DateTime.UtcNow);
        if (
            parsed.GetValue(_day) is { } text
            && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        )
        {
            failure = $"--day '{text}' is not a day: write it as 2026-11-25.";
            return false;
        }

        List<RuleBook> read = parsed.GetValue(_withoutCbpr) ? [] : [RuleBook.CbprPlus];
        foreach (var file in parsed.GetValue(_books) ?? [])
        {
            if (file == Network)
            {
                read.Add(NetworkRules.Book);
                continue;
            }

            if (!File.Exists(file))
            {
                failure = $"there is no file {file}.";
                return false;
            }

            if (!RuleBook.Load(File.ReadAllBytes(file), file).TryGet(out var book, out var fault))
            {
                failure = fault.ToString();
                return false;
            }

            read.Add(book);
        }

        (books, failure) = (read, null);
        return true;
    }
}
