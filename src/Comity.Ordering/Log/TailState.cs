using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>How the last segment ends.</summary>
/// <param name="LastHeight">The height of the last sound record.</param>
/// <param name="LastHash">Its chain hash.</param>
/// <param name="End">Where what is sound ends.</param>
/// <param name="Sealed">Whether that is a seal.</param>
/// <param name="Torn">Whether there is something other than zeros behind it.</param>
internal sealed record TailState(ulong LastHeight, ChainHash LastHash, long End, bool Sealed, bool Torn);
