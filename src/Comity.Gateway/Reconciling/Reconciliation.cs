using System.Collections.Immutable;
using Comity.Client.Queries;

namespace Comity.Gateway.Reconciling;

/// <summary>How a gateway's own books compare with what its node says.</summary>
/// <param name="Verdict">What the node makes of its own highest statement; nothing where none was kept.</param>
/// <param name="KnownHeight">The highest height that the node stated or sent events of.</param>
/// <param name="NodeHeight">The height that the node has now.</param>
/// <param name="Checked">Settled payments of the last 60 days, that were asked for.</param>
/// <param name="Missing">Those of them that the node does not know any more, oldest message first.</param>
public sealed record Reconciliation(
    TipVerdict? Verdict,
    ulong KnownHeight,
    ulong NodeHeight,
    int Checked,
    ImmutableArray<MissingPayment> Missing
)
{
    /// <summary>Whether the node has all that it once told this gateway.</summary>
    public bool IsWhole =>
        Missing.IsEmpty
        && KnownHeight <= NodeHeight
        && Verdict is not (TipVerdict.Lost or TipVerdict.AcknowledgedAsLost);
}
