using System.Diagnostics;

namespace Comity.Ledger.Tests.Determinism;

public sealed class SameEverywhereTests
{
    private const string AnswerFile = "COMITY_ROOT_ANSWER";
    private const int Operations = 1_500;

    [Fact]
    public void The_roots_of_a_long_story_are_those_in_the_repository()
    {
        var (chain, last) = FixedStory.Tell(6_000, _ => false);
        GoldenFile.AssertSame(
            "tests/Comity.Ledger.Tests/Determinism/golden-root.txt",
            $"""
            The state roots of a story of 6,000 operations (FixedStory.cs). If they change, the same blocks mean something
            else than before: a network would fork. Where that is meant, say so in CHANGELOG.md, run this project's tests with
            COMITY_GOLDEN=write in the environment, and check the difference in.

            all roots, chained: {chain}
            the last root:      {last}

            """
        );
    }

    [Fact]
    public void A_ledger_that_is_read_back_at_any_height_goes_on_to_the_same_roots()
    {
        var random = new Random(5);
        Assert.Equal(FixedStory.Tell(Operations, _ => false), FixedStory.Tell(Operations, _ => random.Next(9) == 0));
    }

    [Theory]
    [InlineData("LC_ALL=tr_TR.UTF-8", "DOTNET_gcServer=1", "DOTNET_TieredCompilation=0")]
    [InlineData("LC_ALL=ar_SA.UTF-8", "DOTNET_gcServer=0", "DOTNET_gcConcurrent=0", "TZ=Asia/Riyadh")]
    [InlineData("LC_ALL=th_TH.UTF-8", "DOTNET_EnableHWIntrinsic=0", "DOTNET_TieredPGO=0")]
    public async Task Another_process_elsewhere_comes_to_the_same_roots(params string[] environment)
    {
        var answer = Path.GetTempFileName();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!Environment.ProcessPath!.EndsWith("Comity.Ledger.Tests", StringComparison.Ordinal))
        {
            start.ArgumentList.Add(typeof(SameEverywhereTests).Assembly.Location);
        }

        start.ArgumentList.Add("-method");
        start.ArgumentList.Add(
            $"{typeof(SameEverywhereTests).FullName}.{nameof(The_root_that_another_process_asks_for)}"
        );
        start.ArgumentList.Add("-explicit");
        start.ArgumentList.Add("only");
        start.Environment[AnswerFile] = answer;
        foreach (var setting in environment)
        {
            var parts = setting.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        foreach (var name in start.Environment.Keys.Where(IsTheRunnersOwn).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var theirs = await File.ReadAllTextAsync(answer, TestContext.Current.CancellationToken);
        File.Delete(answer);
        Assert.True(theirs.Length > 0, $"The other process gave no answer: {said}");
        Assert.Equal($"{FixedStory.Tell(Operations, _ => false)}", theirs);
    }

    /// <summary>Only for the process that another test starts.</summary>
    [Fact(Explicit = true)]
    public void The_root_that_another_process_asks_for() =>
        File.WriteAllText(
            Environment.GetEnvironmentVariable(AnswerFile) ?? Path.GetTempFileName(),
            $"{FixedStory.Tell(Operations, _ => false)}"
        );

    // Who runs these tests tells its test process where to report; a process of ours reports nowhere.
    private static bool IsTheRunnersOwn(string name) =>
        name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_TEST", StringComparison.OrdinalIgnoreCase);
}
