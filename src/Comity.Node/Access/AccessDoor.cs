using System.Collections.Immutable;
using Comity.Node.Access.Audit;
using Comity.Node.Access.Budgets;
using Comity.Node.Access.Certificates;
using Comity.Node.Access.Participants;
using Comity.Node.Access.Tokens;
using Comity.Node.Access.Transport;
using Comity.Node.Hosting;
using Comity.Ordering.Engine;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access;

/// <summary>Everything that stands between the network and the node's services, put together from its options.</summary>
internal sealed class AccessDoor : IDisposable
{
    private readonly CallRules _rules = CallRules.OfContract();
    private readonly CallBudgets _budgets;
    private readonly Admission _admission;

    private AccessDoor(
        NodeOptions options,
        IOrderingEngine engine,
        KnownParticipants participants,
        ILoggerFactory logging
    )
    {
        var (access, logger) = (options.Access, logging.CreateLogger("Comity.Node"));
        Participants = participants;
        _budgets = new CallBudgets(access.Budgets, Limits);
        Certificate = access.Tls is { } tls ? new ServerCertificate(tls, options.Time, logger) : null;
        _admission = new Admission(
            _rules,
            new TokenVerification(
                NetworkGenesis.IdOf(engine.GenesisBytes.Span),
                participants,
                OperatorKeys(access, participants, options.Time),
                options.Time
            ),
            access.ClientCertificates is { } clients
                ? new ClientCertificates(clients, participants, options.Time, logger)
                : null,
            _budgets,
            new AuditTrail(logging),
            options.Time
        )
        {
            OperatorsPort = options.Metrics?.Port ?? 0,
        };
        if (access.InsecureLoopback)
        {
            AccessMessages.Insecure(logger);
        }
    }

    /// <summary>The node's certificate, where it has one.</summary>
    public ServerCertificate? Certificate { get; }

    /// <summary>How often somebody was held to a limit.</summary>
    public LimitCounters Limits { get; } = new();

    /// <summary>Who is on the network now.</summary>
    public KnownParticipants Participants { get; }

    /// <summary>Puts it together.</summary>
    /// <exception cref="IOException">A certificate, a key or a list cannot be used; the message says what to do.</exception>
    public static async Task<AccessDoor> OpenAsync(
        NodeOptions options,
        IOrderingEngine engine,
        ILoggerFactory logging,
        CancellationToken cancellation
    )
    {
        var participants = await KnownParticipants.FollowAsync(engine, cancellation);
        try
        {
            return new AccessDoor(options, engine, participants, logging);
        }
        catch
        {
            participants.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Lets every request pass the door before any of its body is read. Call it after routing, so that the door knows which call it
    /// is.
    /// </summary>
    public void GuardRequests(IApplicationBuilder application) =>
        application.Use(next => context => _admission.InvokeAsync(context, next));

    /// <summary>Sees to it that every endpoint that was mapped has a rule.</summary>
    public void CheckRules(IEndpointRouteBuilder application) => _rules.Check(application.DataSources);

    /// <inheritdoc/>
    public void Dispose()
    {
        Participants.Dispose();
        _budgets.Dispose();
    }

    private static ImmutableHashSet<PublicKey> OperatorKeys(
        AccessOptions access,
        KnownParticipants participants,
        TimeProvider time
    )
    {
        foreach (var key in access.OperatorKeys)
        {
            if (participants.TryGetOwner(key, time.GetUtcNow(), out Lei owner))
            {
                throw new IOException(
                    $"The operator's key {key} is also the participant {owner}'s. Make another with ./comity key new."
                );
            }
        }

        return [.. access.OperatorKeys];
    }
}
