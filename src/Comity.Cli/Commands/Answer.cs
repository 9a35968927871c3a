using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Comity.Cli.Commands;

/// <summary>How commands answer: text for people, or JSON for machines, on standard output; troubles on standard error.</summary>
/// <param name="Json">Whether for machines.</param>
internal sealed record Answer(bool Json)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As the command line asks.</summary>
    public static Answer For(ParseResult parsed) => new(parsed.GetValue(JsonOption.Instance));

    /// <summary>A line for people; nothing for machines.</summary>
    public void Say(string line = "")
    {
        if (!Json)
        {
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>The answer for machines; nothing for people.</summary>
    public void Tell<T>(T value)
    {
        if (Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, Format));
        }
    }

    /// <summary>A trouble, and the exit code that goes with it.</summary>
    public int Fail(int code, string message)
    {
        Console.Error.WriteLine($"comity: {message}");
        Tell(new { error = message });
        return code;
    }
}
