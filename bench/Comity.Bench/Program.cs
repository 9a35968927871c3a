using System.Diagnostics;
using Comity.Bench.Core;

for (var round = 0; round < 4; round++)
{
    var gc = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration());
    var core = CoreBench.Run(100_000, 500_000, 10_000, commit: round > 1);
    Console.WriteLine($"{core} {core.PerSecond:N0}/s {GC.CollectionCount(0)-gc.Item1} {GC.CollectionCount(1)-gc.Item2} {GC.CollectionCount(2)-gc.Item3} {GC.GetTotalPauseDuration()-gc.Item4}");
}
