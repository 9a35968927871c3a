using System.Diagnostics;
using Comity.Ledger.Blocks;

namespace Comity.Bench.Core;

/// <summary>What a checkpoint takes of a ledger.</summary>
/// <param name="Freezing">How long the ledger stands still, in milliseconds; median.</param>
/// <param name="Longest">The longest of them.</param>
/// <param name="Writing">How long writing takes beside it, in milliseconds, to nowhere.</param>
/// <param name="Bytes">How much is written.</param>
internal sealed record CheckpointFigures(double Freezing, double Longest, double Writing, long Bytes);

/// <summary>The pause of a checkpoint: from the block's end to when the next can be applied.</summary>
internal static class CheckpointRun
{
    private const int Rounds = 9;
    private const int PerBlock = 10_000;

    /// <summary>Measures it.</summary>
    /// <param name="accounts">Over so many accounts.</param>
    /// <param name="payments">After so many payments, all remembered.</param>
    public static CheckpointFigures Run(int accounts, int payments)
    {
        var (ledger, world) = CoreRun.Founded(accounts);
        for (var done = 0; done < payments; done += PerBlock)
        {
            CoreRun.Require(ledger.Apply(new Block(ledger.Height + 1, ledger.Time.Plus(1), world.Payments(PerBlock))));
            ledger.Commit();
        }

        var freezing = new List<double>();
        var (writing, bytes) = (0.0, 0L);
        for (var round = 0; round <= Rounds; round++)
        {
            GC.Collect();
            var begun = Stopwatch.GetTimestamp();
            var image = ledger.Freeze();
            var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            begun = Stopwatch.GetTimestamp();
            bytes = image.WriteTo(Stream.Null);
            writing = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (round > 0)
            {
                freezing.Add(took);
            }
        }

        freezing.Sort();
        return new CheckpointFigures(freezing[Rounds / 2], freezing[^1], writing, bytes);
    }
}
