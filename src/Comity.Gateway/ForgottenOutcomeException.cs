using System.Globalization;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway;

/// <summary>
/// A payment was sent so long ago that the ledger may have settled and forgotten it, and the node that was asked keeps no history:
/// what became of it cannot be told. It is neither sent again nor reported.
/// </summary>
/// <param name="uetr">The payment.</param>
/// <param name="sent">When it was first about to be sent.</param>
/// <param name="trusted">How long the node's not knowing it means that it has not settled.</param>
public sealed class ForgottenOutcomeException(Uetr uetr, DateTimeOffset sent, TimeSpan trusted)
    : InvalidOperationException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Payment {uetr} was sent on {sent.UtcDateTime:yyyy-MM-dd HH:mm} UTC, more than {trusted.TotalDays:0.#} days ago, and the node does not know it: the ledger may have settled and forgotten it. Nothing was sent. Look it up at a node that keeps its history (comity trace {uetr}). If it has settled, take the file away; if not, send the payment under another UETR."
        )
    )
{
    /// <summary>The payment.</summary>
    public Uetr Uetr { get; } = uetr;
}
