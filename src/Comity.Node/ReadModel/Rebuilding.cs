using System.Diagnostics;
using Comity.Node.ReadModel.Storage;
using Comity.Ordering.Engine;
using Microsoft.Extensions.Logging;

namespace Comity.Node.ReadModel;

/// <summary>Builds a model anew from the log. One at a time.</summary>
internal sealed class Rebuilding(
    ReadModelDatabase database,
    IOrderingEngine engine,
    BlockWindow window,
    ILogger logger,
    CancellationToken stopping
)
{
    private volatile ModelWriter? _building;
    private volatile string _fault = string.Empty;
    private volatile bool _requested;
    private Task<ModelWriter>? _running;

    /// <summary>The last height that the new model has; nothing where none is being built or asked for.</summary>
    public ulong? Height => _building?.Height ?? (_requested || _running is not null ? 0 : null);

    /// <summary>Why the last one failed; empty where it did not.</summary>
    public string Fault => _fault;

    /// <summary>Ends when what is being built is done, or has failed; at once where nothing is.</summary>
    public Task Running => _running ?? Task.CompletedTask;

    /// <summary>Whether one is being built.</summary>
    public bool IsRunning => _running is not null;

    /// <summary>Asks for a rebuild, which the projector starts. Any thread.</summary>
    public void Request() => _requested = true;

    /// <summary>Starts what was asked for, beside the model that serves. For the projector.</summary>
    public void StartIfRequested()
    {
        if (!_requested)
        {
            return;
        }

        _requested = false;
        if (_running is null)
        {
            window.KeepsTaken = true;
            _running = Task.Run(Build, CancellationToken.None);
        }
    }

    /// <summary>Takes what was built. For the projector.</summary>
    /// <returns>False where nothing is done yet, or it failed.</returns>
    public bool TryTake(out ModelWriter built)
    {
        built = null!;
        if (_running is not { IsCompleted: true } done)
        {
            return false;
        }

        (_running, window.KeepsTaken) = (null, false);
        if (!done.IsCompletedSuccessfully)
        {
            return false;
        }

#pragma warning disable VSTHRD002, VSTHRD104 // It is completed.
        built = done.Result;
#pragma warning restore VSTHRD002, VSTHRD104
        return true;
    }

    /// <summary>Builds one on this thread, to the end of the log.</summary>
    public ModelWriter Build()
    {
        ReadModelMessages.Rebuilding(logger);
        _fault = string.Empty;
        var begun = Stopwatch.GetTimestamp();
        ReadModelStore? store = null;
        try
        {
            store = database.Begin();
            var writer = _building = new ModelWriter(store);
            CatchUp(writer);
            ReadModelMessages.Rebuilt(logger, writer.Height, writer.Events, Stopwatch.GetElapsedTime(begun));
            return writer;
        }
        catch (Exception fault)
        {
            if (!stopping.IsCancellationRequested)
            {
                _fault = $"Rebuilding it failed: {fault.Message}";
                ReadModelMessages.RebuildFailed(logger, fault);
            }

            if (store is not null)
            {
                store.IsRetired = true;
                store.Dispose();
            }

            throw;
        }
        finally
        {
            _building = null;
        }
    }

    /// <summary>Reads what a model has missed from the log, until the newest blocks go on from there.</summary>
    /// <exception cref="ReadModelRefusedException">The log no longer has it.</exception>
    public void CatchUp(ModelWriter writer, Action? advanced = null)
    {
        foreach (var batch in ReplayAhead.Read(engine, writer.Height, Projector.EventsPerReplayedBatch, stopping))
        {
            if (batch[0].Result.Height > writer.Height + 1)
            {
                throw new ReadModelRefusedException(
                    $"The log begins at height {batch[0].Result.Height}, and the read model needs what follows height {writer.Height}. Put the archived segments of the log back into the archive folder."
                );
            }

            writer.Write(batch);
            advanced?.Invoke();
        }
    }

    /// <summary>Waits for the end of what is being built, and removes it.</summary>
    public async Task EndAsync()
    {
        if (_running is { } running)
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (TryTake(out var built))
            {
                built.Store.IsRetired = true;
                built.Store.Dispose();
            }
        }
    }
}
