using System.Collections.Immutable;
using Comity.Client.Queries;
using Comity.Gateway.Inbox;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Reconciling;

/// <summary>
/// Holds a node to what it has told this gateway: keeps its highest signed statement, shows it again, and looks whether every payment
/// that it answered as settled is still there. A node that was restored from an old backup is found out so.
/// </summary>
internal sealed class Reconciler(GatewayOptions options, InboxStore inbox)
{
    private const int AtOnce = 32;

    // A ledger forgets what has been over for its retention, 90 days unless the network says otherwise.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    /// <summary>Asks the node for a statement, and keeps it where it is the highest.</summary>
    public async Task KeepTipAsync(CancellationToken cancellation)
    {
        var stated = await options.Connection.StateTipAsync(cancellation);
        if (inbox.KnownTip() is not { } known || stated.Height > known.Height)
        {
            inbox.KeepTip(stated);
        }
    }

    /// <summary>Compares.</summary>
    public async Task<Reconciliation> RunAsync(CancellationToken cancellation)
    {
        var kept = inbox.KnownTip();
        TipVerdict? verdict = kept is null ? null : await options.Connection.PresentTipAsync(kept, cancellation);
        var height = (await options.Connection.GetNetworkAsync(cancellation)).Height;
        var settled = inbox.Settled(options.Clock.GetUtcNow() - Remembered);
        var missing = ImmutableArray.CreateBuilder<MissingPayment>();
        foreach (var batch in settled.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(
                batch.Select(payment => options.Connection.GetSettlementAsync(Parsed(payment.Uetr), cancellation))
            );
            missing.AddRange(batch.Where((_, index) => !found[index].IsKnown));
        }

        return new Reconciliation(
            verdict,
            Math.Max(kept?.Height ?? 0, inbox.Height()),
            height,
            settled.Length,
            missing.ToImmutable()
        );
    }

    private static Uetr Parsed(string text) =>
        Uetr.TryParse(text, out var uetr)
            ? uetr
            : throw new InvalidDataException($"The inbox holds '{text}' for a UETR: the database is damaged.");
}
