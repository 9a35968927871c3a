using System.Diagnostics;
using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;

namespace Comity.EndToEnd.Tests.Stories;

/// <summary>Then: what came of it. Each is asked at all three doors.</summary>
internal sealed partial class Story
{
    /// <summary>The sender was told that it applied, and for everybody concerned it stands as said, at every door.</summary>
    public async Task Stands(Payment payment, string state, params Bank[] seenBy)
    {
        Assert.Equal(Verdict.Applied, payment.Told);
        await StandsAs(payment.Uetr, state, seenBy);
    }

    /// <summary>For everybody concerned a settlement stands as said, at every door, with a proof of it.</summary>
    public async Task StandsAs(Uetr uetr, string state, params Bank[] seenBy)
    {
        await Until(seenBy[0], uetr, state);
        foreach (var asker in seenBy)
        {
            var told = await Agreed(door => door.StandingAsync(asker, uetr), asker == seenBy[0]);
            Assert.Equal(state, told.State);
        }

        await Traces(seenBy[0], uetr);
        var proof = await Agreed(door => door.ProofAsync(seenBy[0], uetr), IsTold("proof"));
        var shown = state is "WAITING" or "RESERVED" ? "recorded" : state.ToLowerInvariant();
        Assert.Equal(new SettlementProof(shown, Proven: true), proof);
        var isWaiting = await Agreed(
            async door => (await door.WaitingAsync(seenBy[0])).Contains(uetr.ToString(), StringComparer.Ordinal),
            IsTold("queue")
        );
        Assert.Equal(shown == "recorded", isWaiting);
    }

    /// <summary>The sender was told why not, and there is no such settlement at any door.</summary>
    public async Task IsRefused(Payment payment, Bank payer, string refusal, string reason, string rule = "")
    {
        Assert.Equal(new Verdict("refused", refusal, reason, rule), payment.Told);
        Assert.Equal(Standing.Unknown, await Agreed(door => door.StandingAsync(payer, payment.Uetr)));
        var proof = await Agreed(door => door.ProofAsync(payer, payment.Uetr), IsTold("proof"));
        Assert.Equal(SettlementProof.None, proof);
    }

    /// <summary>Nobody knows the caller any more, at any door.</summary>
    public async Task IsTurnedAway(Bank caller, Uetr uetr) =>
        Assert.True(await Agreed(door => door.IsTurnedAwayAsync(caller, uetr)));

    /// <summary>What a stranger is told of an account, at every door.</summary>
    public Task<Holding> LooksAt(Bank stranger, AccountAddress account) =>
        Agreed(door => door.HoldingAsync(stranger, account, InstrumentId.Parse("CNY")));

    /// <summary>What a bank holds, at every door, with a proof of it.</summary>
    public async Task Holds(Bank bank, string available, string held = "0.00")
    {
        var amount = Money.Of(available);
        var told = await Agreed(
            door => door.HoldingAsync(bank, bank.Account, amount.Instrument),
            way == Way.CommandLine || IsFirst("holding")
        );
        Assert.Equal(new Holding(Money.Plain(amount.Units), held, Proven: true), told);
    }

    /// <summary>What was issued and redeemed of a currency, at every door, with a proof of it.</summary>
    public async Task<Supply> Outstanding(Bank asker, string currency)
    {
        var told = await Agreed(door => door.SupplyAsync(asker, InstrumentId.Parse(currency)));
        Assert.True(told.Proven);
        return told;
    }

    /// <summary>What all three doors answer to one question.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="atTheCommandLine">Whether it is worth a process, or has been in this story.</param>
    public async Task<T> Agreed<T>(Func<Door, Task<T>> ask, bool atTheCommandLine = true)
    {
        var answers = await Task.WhenAll(_all.Take(atTheCommandLine ? 3 : 2).Select(ask));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        return answers[0];
    }

    // A story that is told at the command line asks everything there, too; the others ask what they can at the least cost.
    private bool IsTold(string question) => way == Way.CommandLine && IsFirst(question);

    private bool IsFirst(string question) => _asked.Add(question);

    // What the command line says of each step, and that it has verified the proof itself.
    private async Task Traces(Bank asker, Uetr uetr)
    {
        if (way != Way.CommandLine)
        {
            return;
        }

        var (steps, proven) = await new CommandLineDoor(world).TraceAsync(asker, uetr);
        Assert.True(proven);
        Assert.Equal(await new RestDoor(world).StepsAsync(asker, uetr), steps);
        Assert.Equal(await _given.StepsAsync(asker, uetr), steps);
    }

    private async Task Until(Bank asker, Uetr uetr, string state)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Patience)
        {
            var standing = await _given.StandingAsync(asker, uetr);
            if (standing.State == state)
            {
                return;
            }

            await Task.Delay(50);
        }
    }
}
