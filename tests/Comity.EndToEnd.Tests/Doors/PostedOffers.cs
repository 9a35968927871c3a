using System.Collections.Concurrent;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Fx;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>Offers that stories have posted.</summary>
internal static class PostedOffers
{
    private static readonly ConcurrentDictionary<OfferId, PostOffer> All = new();

    public static void Note(PostOffer offer) => All[offer.Id] = offer;

    public static PostOffer Of(OfferId id) => All[id];
}
