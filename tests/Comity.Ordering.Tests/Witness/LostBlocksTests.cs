using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Tests.Backup;
using Comity.Ordering.Witness;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Tests.Witness;

/// <summary>No acknowledged block vanishes without an alarm, whatever is restored from whatever.</summary>
public sealed class LostBlocksTests : IDisposable
{
    private readonly NodeStory _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task A_restored_backup_that_lacks_acknowledged_blocks_raises_the_alarm_and_orders_nothing()
    {
        var (backup, tip) = await LoseAfterBackup(5);

        await using var engine = _story.Open(witness: true);

        var mark = Assert.IsType<StopMark>(engine.OrderingStopped);
        Assert.Equal(
            (LossEvidence.WitnessAhead, backup, tip.Height, 5UL),
            (mark.Evidence, mark.Tip, mark.Known, mark.Lost)
        );
        var answer = Assert.IsType<Outcome.Busy>(
            Assert.Single(await engine.SubmitAsync([_story.Payment()], Wait.Final))
        );
        Assert.Contains("stopped ordering", answer.Reason, StringComparison.Ordinal);
        Assert.Equal(backup, (await NodeStory.TipOf(engine)).Height);
    }

    [Fact]
    public async Task The_alarm_stays_when_the_witness_is_taken_out_of_the_configuration()
    {
        await LoseAfterBackup(5);
        await _story.Open(witness: true).DisposeAsync();

        await using var engine = _story.Open(witness: false);

        Assert.Equal(5UL, engine.OrderingStopped?.Lost);
    }

    [Fact]
    public async Task A_restored_backup_raises_the_alarm_even_without_a_witness()
    {
        await LoseAfterBackup(5);

        await using var engine = _story.Open(witness: false);

        Assert.Equal(LossEvidence.RestoredBackup, engine.OrderingStopped?.Evidence);
        Assert.IsType<Outcome.Busy>(Assert.Single(await engine.SubmitAsync([_story.Payment()], Wait.Final)));
    }

    [Fact]
    public async Task A_node_that_moves_by_a_complete_backup_after_a_clean_stop_goes_on_without_an_alarm()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 10);
        }

        _story.BackUp();
        _story.LoseDisk();
        _story.Restore();

        await using var moved = _story.Open(witness: true);
        Assert.Null(moved.OrderingStopped);
        await _story.Pay(moved, 3);
    }

    [Fact]
    public async Task A_kill_is_no_alarm()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 10);
            // What a kill leaves: the files as they are, with the witness not closed.
            CopyFolder(_story.Data, _story["killed"]);
            File.Copy(_story.Witness, _story.Witness + ".killed");
        }

        _story.LoseDisk();
        Directory.Move(_story["killed"], _story.Data);
        File.Move(_story.Witness + ".killed", _story.Witness, overwrite: true);

        await using var again = _story.Open(witness: true);
        Assert.Null(again.OrderingStopped);
        await _story.Pay(again, 3);
    }

    [Fact]
    public async Task An_older_copy_of_the_very_folder_raises_the_alarm()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 10);
            CopyFolder(_story.Data, _story["snapshot"]);
            await _story.Pay(engine, 4);
        }

        _story.LoseDisk();
        Directory.Move(_story["snapshot"], _story.Data);

        await using var rolledBack = _story.Open(witness: true);
        Assert.Equal(
            (LossEvidence.WitnessAhead, 4UL),
            (rolledBack.OrderingStopped?.Evidence, rolledBack.OrderingStopped?.Lost)
        );
    }

    [Fact]
    public async Task A_backup_restored_beside_a_witness_that_was_not_closed_raises_the_alarm_though_no_block_is_known_to_be_missing()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 10);
            _story.BackUp();
            File.Copy(_story.Witness, _story.Witness + ".killed");
        }

        _story.LoseDisk();
        File.Move(_story.Witness + ".killed", _story.Witness, overwrite: true);
        _story.Restore();

        await using var restored = _story.Open(witness: true);
        Assert.Equal(
            (LossEvidence.AnotherFolder, 0UL),
            (restored.OrderingStopped?.Evidence, restored.OrderingStopped?.Lost)
        );
    }

    [Fact]
    public async Task An_operator_who_states_exactly_what_is_lost_lets_the_node_go_on()
    {
        var (backup, _) = await LoseAfterBackup(5);
        await _story.Open(witness: true).DisposeAsync();

        Assert.Throws<LossNotAcknowledgedException>(() => Acknowledge(backup, 4));
        Assert.Throws<LossNotAcknowledgedException>(() => Acknowledge(backup + 1, 5));
        var loss = Acknowledge(backup, 5);

        Assert.Equal((backup, backup + 5, "operator"), (loss.Tip, loss.Known, loss.By));
        await using var engine = _story.Open(witness: true);
        Assert.Null(engine.OrderingStopped);
        await _story.Pay(engine, 10);
        Assert.Equal(loss, Assert.Single(AcknowledgedLoss.ReadAll(_story.Data)));
    }

    [Fact]
    public async Task There_is_nothing_to_acknowledge_where_nothing_is_missing()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 1);
        }

        var refused = Assert.Throws<LossNotAcknowledgedException>(() => Acknowledge(0, 0));
        Assert.Contains("nothing to acknowledge", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_networks_witness_is_refused()
    {
        await using (await _story.StartFunded(witness: true)) { }
        _story.LoseDisk();
        var options = _story.Options(witness: true);
        var other = new Testing.TestWorld(1, network: "another");

        Assert.Throws<WitnessException>(() =>
            EmbeddedEngine.Open(
                options with
                {
                    Genesis = other.GenesisBytes,
                },
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            )
        );
    }

    [Fact]
    public async Task A_statement_that_this_node_signed_stops_it_when_the_block_is_gone_and_a_forged_one_does_not()
    {
        TipStatement statement;
        byte[] signature;
        await using (var engine = await _story.StartFunded())
        {
            _story.BackUp();
            await _story.Pay(engine, 7);
            (statement, signature) = await engine.StateTipAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                TipVerdict.Known,
                await engine.JudgeTipAsync(statement, signature, TestContext.Current.CancellationToken)
            );
        }

        await RestoreAndAcknowledgeUnknown();
        await using (var restored = _story.Open())
        {
            var forged = statement with { Height = 1_000_000 };
            Assert.Equal(TipVerdict.Unproven, await Judge(restored, forged, signature));
            Assert.Null(restored.OrderingStopped);

            Assert.Equal(TipVerdict.Lost, await Judge(restored, statement, signature));
            Assert.Equal(
                (LossEvidence.StatementAhead, 7UL),
                (restored.OrderingStopped?.Evidence, restored.OrderingStopped?.Lost)
            );
            Assert.IsType<Outcome.Busy>(Assert.Single(await restored.SubmitAsync([_story.Payment()], Wait.Final)));
        }

        // The stop outlives a restart, until it is acknowledged; and then the same statement is no news.
        await using (var again = _story.Open())
        {
            Assert.NotNull(again.OrderingStopped);
        }

        LossAcknowledgement.Accept(_story.Data, null, statement.Height - 7, 7, "operator", TimeProvider.System);
        await using var on = _story.Open();
        await _story.Pay(on, 8);
        Assert.Equal(TipVerdict.AcknowledgedAsLost, await Judge(on, statement, signature));
        Assert.Null(on.OrderingStopped);
    }

    [Fact]
    public async Task A_statement_of_another_state_at_a_height_that_the_log_has_stops_the_node()
    {
        TipStatement statement;
        byte[] signature;
        await using (var engine = await _story.StartFunded())
        {
            _story.BackUp();
            await _story.Pay(engine, 2);
            (statement, signature) = await engine.StateTipAsync(TestContext.Current.CancellationToken);
        }

        await RestoreAndAcknowledgeUnknown();
        await using var restored = _story.Open();
        await _story.Pay(restored, 10);

        Assert.Equal(TipVerdict.Lost, await Judge(restored, statement, signature));
        Assert.Equal(LossEvidence.StatementForked, restored.OrderingStopped?.Evidence);
    }

    [Fact]
    public void A_statement_is_signed_over_all_that_it_says()
    {
        var statement = new TipStatement(Hash256.Zero, 7, Hash256.Zero, new Timestamp(9));
        var others = new[]
        {
            statement with
            {
                Height = 8,
            },
            statement with
            {
                StatedAt = new Timestamp(10),
            },
            statement with
            {
                Root = new Hash256([.. Enumerable.Repeat((byte)1, 32)]),
            },
            statement with
            {
                Network = new Hash256([.. Enumerable.Repeat((byte)1, 32)]),
            },
        };

        Assert.Equal(5, others.Append(statement).Select(one => Convert.ToHexString(one.ToBytes())).Distinct().Count());
    }

    private static Task<TipVerdict> Judge(EmbeddedEngine engine, TipStatement statement, byte[] signature) =>
        engine.JudgeTipAsync(statement, signature, TestContext.Current.CancellationToken);

    private AcknowledgedLoss Acknowledge(ulong tip, ulong lost) =>
        LossAcknowledgement.Accept(_story.Data, _story.Witness, tip, lost, "operator", TimeProvider.System);

    private async Task RestoreAndAcknowledgeUnknown()
    {
        _story.LoseDisk();
        var manifest = _story.Restore();
        LossAcknowledgement.Accept(_story.Data, null, manifest.Height, 0, "operator", TimeProvider.System);
        await Task.CompletedTask;
    }

    private async Task<(ulong Backup, LedgerTip Tip)> LoseAfterBackup(int payments)
    {
        LedgerTip tip;
        await using (var engine = await _story.StartFunded(witness: true))
        {
            await _story.Pay(engine, 10);
            _story.BackUp();
            tip = await _story.Pay(engine, payments);
        }

        _story.LoseDisk();
        return (_story.Restore().Height, tip);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != "LOCK")
            {
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            }
        }
    }
}
