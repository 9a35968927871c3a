using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;

namespace Comity.Ordering.Tests.Log;

[Collection(nameof(CrashPoints))]
public class BlockLogCrashTests
{
    public static TheoryData<DurableStep> LogSteps =>
        [
            .. Enum.GetValues<DurableStep>()
                .Where(step =>
                    step <= DurableStep.MidArchiveMoved
                    && !step.ToString().Contains("Checkpoint", StringComparison.Ordinal)
                ),
        ];

    [Theory]
    [MemberData(nameof(LogSteps))]
    public void Power_cut_at_any_step_loses_nothing_acknowledged(DurableStep step)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var story = new LogStory(seed);
            story.Disk.FoldersAreDevices = seed % 2 == 0;
            Assert.True(RunUntil(story, step, 1 + (seed % 3), story.Disk.CutPower), $"{step} is never reached");
            story.CutPower().Reopen().Append(10).Flush().CutPower().Reopen();
        }
    }

    [Theory]
    [MemberData(nameof(LogSteps))]
    public void Kill_at_any_step_loses_nothing_acknowledged(DurableStep step)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var story = new LogStory(seed);
            story.Disk.FoldersAreDevices = seed % 2 == 0;
            Assert.True(RunUntil(story, step, 1 + (seed % 3), story.Disk.Kill), $"{step} is never reached");
            story.Reopen().Append(10).Flush().CutPower().Reopen();
        }
    }

    private static bool RunUntil(LogStory story, DurableStep step, int times, Action crash)
    {
        var thread = Environment.CurrentManagedThreadId;
        using var armed = CrashPoint.Arm(reached =>
        {
            if (reached == step && Environment.CurrentManagedThreadId == thread && --times == 0)
            {
                crash();
                throw new PowerCutException();
            }
        });
        try
        {
            for (var round = 0; round < 12; round++)
            {
                story.Append(900).Append(300).Flush();
                if (round % 4 == 3)
                {
                    Archive.Move(story.Log, LogStory.ArchiveFolder, story.Acknowledged - 2);
                }
            }
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }
}
