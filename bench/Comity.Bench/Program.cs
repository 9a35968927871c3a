using Comity.Bench.Core;

Console.WriteLine(CoreRun.BytesPerAccount(100_000, 1_000_000));
for (var round = 0; round < 2; round++)
{
    var core = CoreRun.Run(100_000, 1_000_000, 10_000, commit: args.Length > 0);
    Console.WriteLine($"{core} {core.PerSecond:N0}/s");
}
