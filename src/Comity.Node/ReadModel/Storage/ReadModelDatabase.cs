namespace Comity.Node.ReadModel.Storage;

/// <summary>
/// Where read models of one network are kept: one generation serves; another may be built beside it, and takes its place
/// when it is done.
/// </summary>
internal abstract class ReadModelDatabase : IDisposable
{
    /// <summary>The generation that serves.</summary>
    /// <returns>Nothing where there is none, or where it cannot be read and was removed: the log is the truth.</returns>
    /// <exception cref="ReadModelRefusedException">The database is not this network's, or in use; the message says what to do.</exception>
    /// <exception cref="System.Data.Common.DbException">It cannot be reached.</exception>
    public abstract ReadModelStore? OpenServing();

    /// <summary>Begins a new, empty generation beside the one that serves, if any. One that was begun and not finished is removed.</summary>
    public abstract ReadModelStore Begin();

    /// <summary>Makes a generation the one that serves. What served before stays until it is disposed of.</summary>
    public abstract void Serve(ReadModelStore store);

    /// <inheritdoc/>
    public abstract void Dispose();
}
