using System.Globalization;
using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;

namespace Comity.Ordering.Tests.Embedded;

/// <summary>
/// The whole engine on a disk that forgets what was not flushed, with a power cut at every durable step. A failure names its
/// seed: COMITY_SEED tells it again, and COMITY_STORIES asks for more or fewer of each step.
/// </summary>
[Collection(nameof(CrashPoints))]
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int LivesOfAStory = 4;

    public static TheoryData<DurableStep> Steps =>
        [.. Enum.GetValues<DurableStep>().Where(static step => step <= DurableStep.MidArchiveMoved)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Nothing_acknowledged_is_lost_and_nothing_happens_twice_whatever_step_the_power_goes_at(
        DurableStep step
    )
    {
        var reached = 0;
        await TellAll(
            stories: 20,
            async story =>
            {
                for (var life = 0; life < LivesOfAStory; life++)
                {
                    reached += await story.LiveUntil(step) ? 1 : 0;
                }
            }
        );
        Assert.True(reached > 0, $"{step} is never reached");
        output.WriteLine($"the power went {reached} times at {step}");
    }

    [Fact]
    public Task Nothing_acknowledged_is_lost_and_nothing_happens_twice_whatever_flush_the_power_goes_at() =>
        TellAll(
            stories: 60,
            async (story, random) =>
            {
                for (var life = 0; life < LivesOfAStory; life++)
                {
                    await story.LiveUntilFlush(random.Next(60));
                }
            }
        );

    private Task TellAll(int stories, Func<PowerCutStory, Task> tell) => TellAll(stories, (story, _) => tell(story));

    private async Task TellAll(int stories, Func<PowerCutStory, Random, Task> tell)
    {
        var first = Number("COMITY_SEED", Environment.TickCount & 0xFFFFFF);
        output.WriteLine($"COMITY_SEED={first}");
        for (var seed = first; seed < first + Number("COMITY_STORIES", stories); seed++)
        {
            using var story = new PowerCutStory(seed);
            try
            {
                await tell(story, new Random(seed));
                await story.End();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"COMITY_SEED={seed} COMITY_STORIES=1 tells it again.", fault);
            }
        }
    }

    private static int Number(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var stated)
            ? stated
            : standard;
}
