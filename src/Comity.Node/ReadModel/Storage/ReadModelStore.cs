using System.Data.Common;
using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Node.ReadModel.Storage;

/// <summary>
/// One generation of a read model. One thread writes; each reader has a connection of its own. It is disposed of when its
/// owner and every reader has let it go.
/// </summary>
internal abstract class ReadModelStore : IDisposable
{
    private int _holders = 1;

    /// <summary>How far it had come when it was opened, or last written.</summary>
    public Progress Progress { get; protected set; } = null!;

    /// <summary>The writer's connection.</summary>
    protected abstract DbConnection Writer { get; }

    /// <summary>What projecting on needs to know.</summary>
    public ProjectionState Load() => StateReader.ReadState(Writer, Progress);

    /// <summary>The state root after the last block that was projected; nothing where none was.</summary>
    public Hash256? LastRoot() => StateReader.ReadRoot(Writer, Progress.Height);

    /// <summary>Accounts by their addresses; those that are not there are left out.</summary>
    public abstract IReadOnlyList<AccountRow> FindAccounts(IReadOnlyCollection<AccountAddress> addresses);

    /// <summary>Writes a batch in one transaction: all of it, or none.</summary>
    public abstract void Write(ProjectedRows rows);

    /// <summary>A connection for one reader, open, to be disposed of.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancellation);

    /// <summary>Takes hold of it, so that it is not disposed of meanwhile.</summary>
    /// <returns>False where it is gone already.</returns>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Lets it go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Close();
        }
    }

    /// <summary>Notes that it is not to be kept: it is removed when the last holder lets it go.</summary>
    public bool IsRetired { get; set; }

    /// <summary>The owner lets it go.</summary>
    public void Dispose() => Release();

    /// <summary>Closes it, and removes it where it is retired.</summary>
    protected abstract void Close();
}
