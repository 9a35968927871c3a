using Comity.Node.Access.Visibility;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access.Audit;

/// <summary>
/// Who did what at this node: a log category of its own, <see cref="Category"/>, one record for each call of somebody who proved
/// who it is, one for each proof that failed, and one for each look of an overseer at what is somebody else's.
/// </summary>
internal sealed partial class AuditTrail(ILoggerFactory logging)
{
    /// <summary>The log category.</summary>
    public const string Category = "Comity.Node.Audit";

    private readonly ILogger _logger = logging.CreateLogger(Category);

    /// <summary>A call has ended.</summary>
    public void Called(Caller caller, string call, string outcome, TimeSpan took, string address) =>
        Called(_logger, caller.Name, caller.Credential, call, outcome, took.TotalMilliseconds, address);

    /// <summary>Somebody failed to prove who it is.</summary>
    public void Refused(string call, string fault, string address) => Refused(_logger, call, fault, address);

    /// <summary>An authority, a supervisor or an issuer was shown something that is another's.</summary>
    public void Oversaw(Caller caller, string call, string subject, Relation relation) =>
        Oversaw(_logger, caller.Name, caller.Credential, call, subject, relation);

    [LoggerMessage(
        301,
        LogLevel.Information,
        "{Caller} ({Credential}) called {Call}: {Outcome} after {Milliseconds} ms, from {Address}"
    )]
    private static partial void Called(
        ILogger logger,
        string caller,
        string credential,
        string call,
        string outcome,
        double milliseconds,
        string address
    );

    [LoggerMessage(302, LogLevel.Warning, "Somebody at {Address} called {Call} and did not prove who it is: {Fault}")]
    private static partial void Refused(ILogger logger, string call, string fault, string address);

    [LoggerMessage(303, LogLevel.Information, "{Caller} ({Credential}) was shown {Subject} by {Call} as {Relation}")]
    private static partial void Oversaw(
        ILogger logger,
        string caller,
        string credential,
        string call,
        string subject,
        Relation relation
    );
}
