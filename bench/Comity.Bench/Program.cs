using System.Diagnostics;
using Comity.Bench.Core;

for (var round = 0; round < 4; round++)
{
    var core = CoreBench.Run(100_000, 500_000, 10_000, commit: round > 1);
    Console.WriteLine($"{core} {core.PerSecond:N0}/s");
}
