using Comity.Node.ReadModel;

namespace Comity.Node.Hosting;

/// <summary>The settlement trail, where it is kept.</summary>
/// <param name="Trail">The trail.</param>
internal sealed record TrailAccess(SettlementTrail? Trail);
