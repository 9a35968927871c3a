using Comity.Bench.Core;

for (var round = 0; round < 2; round++)
{
    var core = CoreBench.Run(100_000, 1_000_000, 10_000, commit: args.Length > 0);
    Console.WriteLine($"{core} {core.PerSecond:N0}/s");
}
