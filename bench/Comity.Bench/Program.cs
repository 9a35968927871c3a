using System.Diagnostics;
using Comity.Bench.Core;

for (var round = 0; round < 1; round++)
{
    var before = Process.GetCurrentProcess().TotalProcessorTime;
    var core = CoreBench.Run(100_000, 1_000_000, 10_000, commit: round > 0);
    Console.WriteLine($"{core} {core.PerSecond:N0}/s cpu {Process.GetCurrentProcess().TotalProcessorTime - before}");
}
