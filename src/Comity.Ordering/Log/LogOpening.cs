namespace Comity.Ordering.Log;

/// <summary>What opening a log found and did.</summary>
/// <param name="LastHeight">The last height there is; one less than the first, if there are no records.</param>
/// <param name="Cuts">The torn tail that was cut: none or one.</param>
/// <param name="MarkerRebuilt">Whether the durable marker was lost and written anew. Say so to the operator.</param>
public sealed record LogOpening(ulong LastHeight, IReadOnlyList<TailCut> Cuts, bool MarkerRebuilt);
