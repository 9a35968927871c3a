namespace Comity.Ordering.Checkpoints;

/// <summary>A checkpoint that was passed over because it is damaged. Nothing is lost by it: the log holds the same and more.</summary>
/// <param name="File">The file.</param>
/// <param name="Height">The height its name gives.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record DamagedCheckpoint(string File, ulong Height, string Reason);
