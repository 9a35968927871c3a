using Comity.Ledger.Events;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Ordering.Tests.Embedded;

/// <summary>
/// A bank and an engine whose log, checkpoints and archive are on a simulated disk, through several lives that each end in a
/// power cut. The bank notes what it was told and holds the engine to it.
/// </summary>
/// <param name="seed">What is paid, what is asked for, when the power goes, and which sectors it takes.</param>
internal sealed class PowerCutStory(int seed) : IDisposable
{
    private const int Funds = 1_000_000;
    private readonly Random _random = new(seed);
    private readonly ScratchFolder _scratch = new();
    private readonly SimulatedDisk _disk = new(seed) { FoldersAreDevices = seed % 2 == 0 };
    private readonly TestWorld _world = new(jurisdictions: 2, banksEach: 1);
    private readonly Dictionary<Uetr, byte[]> _sent = [];
    private readonly HashSet<Uetr> _acknowledged = [];
    private ulong _acknowledgedHeight;
    private bool _founded;

    /// <summary>One life: it starts, checks, pays, and loses power at a step, or at a flush, or while nothing in particular happens.</summary>
    /// <param name="step">The step at which the power goes.</param>
    /// <returns>Whether the step was reached.</returns>
    public async Task<bool> LiveUntil(DurableStep step)
    {
        var times = _random.Next(1, 4);
        var reached = false;
        using var armed = CrashPoint.Arm(at =>
        {
            if (at == step && Interlocked.Decrement(ref times) == 0)
            {
                reached = true;
                _disk.CutPower();
                throw new PowerCutException();
            }
        });
        await Live();
        return reached;
    }

    /// <summary>One life whose power goes at a flush of a file or a folder, in recovery too.</summary>
    public Task LiveUntilFlush(int flush)
    {
        _disk.FlushesUntilPowerCut = flush;
        return Live();
    }

    /// <summary>A last life without a power cut: everything that was sent comes again, and is there once.</summary>
    public async Task End()
    {
        await using var engine = await Start();
        await Found(engine);
        foreach (var (uetr, bytes) in _sent)
        {
            await Submit(engine, [(uetr, bytes)]);
        }

        Assert.Equal(_sent.Keys.Order(), _acknowledged.Order());
        var settled = new Dictionary<Uetr, int>();
        var root = default(Protocol.Cryptography.Hash256);
        foreach (var block in engine.Replay(0, CancellationToken.None))
        {
            root = block.Root;
            foreach (var payment in block.Result.Events.OfType<SettlementSettled>())
            {
                settled[payment.Uetr] = settled.GetValueOrDefault(payment.Uetr) + 1;
            }
        }

        Assert.Equal(engine.Tip.Root, root);
        Assert.Equal(_sent.Keys.Order(), settled.Keys.Order());
        Assert.All(settled.Values, static times => Assert.Equal(1, times));
        var left = await engine.ReadAsync(
            (ledger, _) => ledger.View.Balance(_world.Banks[0].Account, _world.CurrencyOf(_world.Banks[0])),
            CancellationToken.None
        );
        Assert.Equal((UInt128)(Funds - _sent.Count), left.Available);
    }

    public void Dispose() => _scratch.Dispose();

    private async Task Live()
    {
        EmbeddedEngine? engine = null;
        try
        {
            engine = await Start();
            await Found(engine);
            await Pay(engine);
            _disk.CutPower();
        }
        catch (Exception fault) when (IsPowerCut(fault)) { }
        finally
        {
            // In use as it is: what was being answered is answered or lost.
            if (engine is not null)
            {
                await Stop(engine);
            }

            _disk.FlushesUntilPowerCut = int.MaxValue;
            _disk.Restart();
        }
    }

    private async Task<EmbeddedEngine> Start()
    {
        var engine = EmbeddedEngine.Open(
            new EmbeddedEngineOptions
            {
                Folder = Path.Combine(_scratch.Path, "node"),
                Genesis = _world.GenesisBytes,
                Disk = _disk,
                Verifiers = 1,
                MostTransactionsPerBlock = 4,
                Gathering = TimeSpan.Zero,
                CheckpointEveryBlocks = (ulong)(3 + (seed % 5)),
                Log = new Ordering.Log.BlockLogOptions { SegmentBytes = 4_096, PreparedBytes = 1_024 * (seed % 3) },
                Witness = Path.Combine(_scratch.Path, "witness"),
            },
            NullLogger.Instance
        );
        try
        {
            Assert.Null(engine.OrderingStopped);
            Assert.True(
                engine.Tip.Height >= _acknowledgedHeight,
                $"seed {seed}: the engine is at {engine.Tip.Height}; {_acknowledgedHeight} was acknowledged"
            );
            var lost = await engine.ReadAsync(
                (ledger, _) =>
                    _acknowledged
                        .Where(uetr =>
                            !ledger.View.TryGetFinished(uetr, out var value) || value.Status != SettlementStatus.Settled
                        )
                        .ToList(),
                CancellationToken.None
            );
            Assert.Empty(lost);
            return engine;
        }
        catch
        {
            await Stop(engine);
            throw;
        }
    }

    private async Task Found(EmbeddedEngine engine)
    {
        if (_founded)
        {
            return;
        }

        // Signed anew each time, so what a former life ordered is refused for what it is, not for its bytes.
        foreach (var transaction in _world.Founding(Funds))
        {
            var outcome = (await engine.SubmitAsync([transaction], Wait.Final))[0];
            Require(
                outcome
                    is Outcome.Applied
                        or Outcome.Refused
                        {
                            Refusal.Code: RefusalCode.ParticipantExists
                                or RefusalCode.AccountExists
                                or RefusalCode.DuplicateReserveReference
                        },
                outcome
            );
        }

        _founded = true;
    }

    private async Task Pay(EmbeddedEngine engine)
    {
        var running = new List<Task>();
        for (var turn = 0; turn < 12; turn++)
        {
            switch (_random.Next(8))
            {
                case 0:
                    running.Add(engine.CheckpointAsync(CancellationToken.None));
                    break;
                case 1:
                    running.Add(engine.ArchiveAsync());
                    break;
                case 2 when _sent.Count > 0:
                    var again = _sent.ElementAt(_random.Next(_sent.Count));
                    running.Add(Submit(engine, [(again.Key, again.Value)]));
                    break;
                case 3:
                    await Task.WhenAll(running);
                    break;
                default:
                    running.Add(Submit(engine, [.. Enumerable.Range(0, _random.Next(1, 7)).Select(_ => New())]));
                    break;
            }
        }

        await (_random.Next(2) == 0 ? Task.WhenAll(running) : Task.WhenAny(running));
    }

    private (Uetr, byte[]) New()
    {
        var uetr = Uetr.Random();
        return (uetr, _sent[uetr] = _world.Pay(_world.Banks[0], _world.Banks[1], 1, uetr));
    }

    private async Task Submit(EmbeddedEngine engine, IReadOnlyList<(Uetr Uetr, byte[] Bytes)> payments)
    {
        var outcomes = await engine.SubmitAsync(
            [.. payments.Select(static payment => (ReadOnlyMemory<byte>)payment.Bytes)],
            Wait.Final
        );
        for (var index = 0; index < outcomes.Count; index++)
        {
            // The same bytes came before, perhaps in another life: the first time counts.
            Require(
                outcomes[index]
                    is Outcome.Applied
                        or Outcome.Refused { Refusal.Code: RefusalCode.DuplicateTransaction },
                outcomes[index]
            );
            lock (_acknowledged)
            {
                _acknowledged.Add(payments[index].Uetr);
                _acknowledgedHeight = ulong.Max(
                    _acknowledgedHeight,
                    outcomes[index] switch
                    {
                        Outcome.Applied applied => applied.Height,
                        Outcome.Refused refused => refused.Height,
                        _ => 0,
                    }
                );
            }
        }
    }

    private void Require(bool expected, Outcome outcome)
    {
        if (outcome is Outcome.NotKnown or Outcome.Busy && !_disk.PowerIsOn)
        {
            throw new PowerCutException();
        }

        Assert.True(expected, $"seed {seed}: {outcome}");
    }

    private bool IsPowerCut(Exception fault) =>
        fault switch
        {
            PowerCutException => true,
            AggregateException several => several.InnerExceptions.All(IsPowerCut),
            EngineStoppedException => !_disk.PowerIsOn,
            _ => false,
        };

    private async Task Stop(EmbeddedEngine engine)
    {
        try
        {
            await engine.DisposeAsync();
        }
        catch (Exception fault) when (IsPowerCut(fault)) { }
    }
}
