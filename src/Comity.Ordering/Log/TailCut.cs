namespace Comity.Ordering.Log;

/// <summary>A torn tail: records that were being written when the machine stopped, and that nobody was told were durable.</summary>
/// <param name="File">The file that was cut.</param>
/// <param name="Offset">Its new length, in bytes.</param>
/// <param name="Bytes">How much was cut, in bytes, zeros written ahead included.</param>
/// <param name="Height">The height the first record that was cut would have had.</param>
public sealed record TailCut(string File, long Offset, long Bytes, ulong Height);
