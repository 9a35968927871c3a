namespace Comity.Ordering.Log;

/// <summary>A record of the log as it is read.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Payload">Its payload, 0 to 64 MiB, in a buffer of the reader's: gone when the reader moves on or is disposed of.</param>
/// <param name="Hash">Its chain hash.</param>
public readonly record struct LogRecord(ulong Height, ReadOnlyMemory<byte> Payload, ChainHash Hash);
