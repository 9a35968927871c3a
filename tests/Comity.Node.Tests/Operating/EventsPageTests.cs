using System.Globalization;
using System.Reflection;
using System.Text;
using Comity.Node.Hosting;
using Comity.Ordering.Embedded;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Tests.Operating;

/// <summary>docs/events.md lists what the code logs, by numbers that are never used twice.</summary>
public sealed class EventsPageTests
{
    private static IReadOnlyList<(int Id, LogLevel Level, string Name, string Message)> Events { get; } =
    [
        .. new[] { typeof(EmbeddedEngine).Assembly, typeof(NodeHost).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type =>
                type.GetMethods(
                    BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            )
            .Select(static method => (Method: method, Log: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(static one => one.Log is not null)
            .Select(static one => (one.Log!.EventId, one.Log.Level, one.Method.Name, one.Log.Message))
            .OrderBy(static one => one.EventId),
    ];

    [Fact]
    public void Every_event_has_a_number_of_its_own() => Assert.Distinct(Events.Select(static one => one.Id));

    [Fact]
    public void The_page_lists_every_event_as_the_code_has_it()
    {
        var text = new StringBuilder(
            """
            # Events of a node's log

            A node logs JSON lines (Serilog's compact form: `@t` time, `@l` level where it is not Information, `@mt` the message as below, and
            every property by its name), or text on a terminal. `EventId` is the number below: it is never used for anything else, so that
            alerts and searches can rely on it. Levels: Critical needs an operator now, Error today, Warning a look.

            ```
            journalctl -u comity-node -o cat | jq 'select(.EventId == 12)'
            ```

            This page is made from the code, and a test holds it to that. What to do about those that matter: [operations.md](operations.md).

            | event | level | name | message |
            | --- | --- | --- | --- |

            """
        );
        foreach (var (id, level, name, message) in Events)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {id} | {level} | {name} | {message.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        }

        GoldenFile.AssertSame("docs/events.md", text.ToString());
    }
}
