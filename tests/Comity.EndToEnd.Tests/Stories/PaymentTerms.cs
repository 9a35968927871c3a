using System.Collections.Immutable;
using Comity.EndToEnd.Tests.Doors;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.EndToEnd.Tests.Stories;

/// <summary>A payment that was sent, and what its sender was told.</summary>
internal sealed record Payment(Uetr Uetr, Hash256 Terms, Verdict Told);

/// <summary>What a payment states beside who pays whom.</summary>
internal sealed record PaymentTerms
{
    /// <summary>Its UETR; a fresh one where left out.</summary>
    public Uetr? Uetr { get; init; }

    /// <summary>ISO 20022 purpose code.</summary>
    public string Purpose { get; init; } = string.Empty;

    /// <summary>For how long it waits, in milliseconds; now or not at all where left out.</summary>
    public ulong? Waits { get; init; }

    /// <summary>Whether the debtors' funds are held meanwhile.</summary>
    public bool Reserves { get; init; }

    public ImmutableArray<Condition> Conditions { get; init; } = [];

    public Settle ToSettle(IEnumerable<Leg> legs, IEnumerable<Exchange> exchanges) =>
        new()
        {
            Uetr = Uetr ?? Protocol.Identifiers.Uetr.Random(),
            Legs = [.. legs],
            Exchanges = [.. exchanges],
            Conditions = Conditions,
            Purpose = Purpose,
            Queue = Waits is { } wait ? new QueueTerms(0, Story.Now.Plus(wait), Reserves) : null,
        };
}
