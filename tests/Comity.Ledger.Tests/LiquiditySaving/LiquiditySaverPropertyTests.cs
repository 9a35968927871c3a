using Comity.Ledger.LiquiditySaving;
using CsCheck;

namespace Comity.Ledger.Tests.LiquiditySaving;

public sealed class LiquiditySaverPropertyTests
{
    [Fact]
    public void A_chosen_set_is_always_feasible_and_within_its_budget() =>
        Gen.Select(NaiveQueueGenerators.Queue(0, 60), Gen.Long[0, 60_000])
            .Sample(
                (queue, budget) =>
                {
                    var chosen = queue.Find(new LiquiditySaver(), budget, out var work, out _);
                    Assert.True(queue.IsFeasible(chosen));
                    Assert.True(work <= budget);
                    Assert.Equal(chosen.Order().Distinct(), chosen);
                },
                iter: 3_000
            );

    [Fact]
    public void A_queue_of_up_to_twelve_settlements_gets_the_very_best_set() =>
        NaiveQueueGenerators
            .Queue(0, 10)
            .Sample(queue => Assert.Equal(0, queue.Compare(queue.BruteForce(), queue.Find())), iter: 300);

    [Fact]
    public void The_choice_is_never_worse_than_executing_in_order() =>
        Gen.Select(NaiveQueueGenerators.Queue(15, 60), Gen.Long[5_000, 100_000])
            .Sample(
                (queue, budget) =>
                {
                    var chosen = queue.Find(budget);
                    Assert.True(queue.Compare(chosen, queue.ExecuteInOrder()) >= 0);
                },
                iter: 300
            );

    [Fact]
    public void A_used_saver_answers_as_a_fresh_one_does()
    {
        var used = new LiquiditySaver();
        NaiveQueueGenerators
            .Queue(0, 60)
            .Sample(
                queue =>
                {
                    var fresh = queue.Find(new LiquiditySaver(), 50_000, out var work, out var ended);
                    lock (used)
                    {
                        Assert.Equal(fresh, queue.Find(used, 50_000, out var usedWork, out var usedEnded));
                        Assert.Equal((work, ended), (usedWork, usedEnded));
                        Assert.Equal(fresh, used.Find(50_000).Chosen.ToArray());
                    }
                },
                iter: 500
            );
    }
}
