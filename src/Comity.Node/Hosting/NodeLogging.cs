using Comity.Node.Operating;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Comity.Node.Hosting;

/// <summary>The node's log: JSON lines (Serilog's compact form) or, on a terminal, lines for people. docs/events.md lists what is logged.</summary>
internal static class NodeLogging
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {EventId:l} {Message:lj}{NewLine}{Exception}";

    /// <summary>The log as the options say.</summary>
    public static ILoggerFactory Create(NodeOptions options)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(ToSerilog(options.LogLevel))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<EventNumber>();
        configuration = options.LogFile is { } file
            ? configuration.WriteTo.File(new CompactJsonFormatter(), file)
            : configuration.WriteTo.Console(
                FormatterOf(options.Operation.LogFormat),
                standardErrorFromLevel: LogEventLevel.Verbose
            );
        if (options.LogLevel == LogLevel.None)
        {
            configuration = new LoggerConfiguration();
        }

        Logger logger = configuration.CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }

    private static ITextFormatter FormatterOf(LogFormat format) =>
        format == LogFormat.Text || (format == LogFormat.Auto && !Console.IsErrorRedirected)
            ? new MessageTemplateTextFormatter(Template, System.Globalization.CultureInfo.InvariantCulture)
            : new CompactJsonFormatter();

    private static LogEventLevel ToSerilog(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Information => LogEventLevel.Information,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Error => LogEventLevel.Error,
            _ => LogEventLevel.Fatal,
        };

    // The library brings an event's id as a structure with a name; the number alone is what is stable and documented.
    private sealed class EventNumber : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (
                logEvent.Properties.TryGetValue("EventId", out var id)
                && id is StructureValue structure
                && structure.Properties.FirstOrDefault(static one => one.Name == "Id") is { Value: ScalarValue number }
            )
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty("EventId", number));
            }
        }
    }
}
