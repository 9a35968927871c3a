using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>Where the ledger and its queue stand. Changed only between transactions, except for the sequence.</summary>
internal sealed class Progress(Journal journal) : IJournaled, IStateTable
{
    /// <summary>The last block's height; 0 before the first.</summary>
    public ulong Height { get; set; }

    /// <summary>The last block's time.</summary>
    public Timestamp Time { get; set; }

    /// <summary>How many settlements have ever waited.</summary>
    public ulong Sequence { get; private set; }

    /// <summary>The queue is looked at again at this time even where nothing happens.</summary>
    public Timestamp LookAgainAt { get; set; } = Timestamp.Never;

    /// <summary>Whether something has changed that waiting settlements may have waited for.</summary>
    public bool QueueStirred { get; set; }

    /// <summary>The queue place after which the look under way goes on, where there is one.</summary>
    public QueueKey? ResumeAfter { get; set; }

    /// <summary>
    /// How many more waiting settlements have to be tried, one after the other and without any of them executing, until the
    /// look under way is over; 0 where none is.
    /// </summary>
    public int Untried { get; set; }

    /// <summary>Whether the liquidity saver has something new to look at.</summary>
    public bool SaverStirred { get; set; }

    /// <summary>When the liquidity saver last ran.</summary>
    public Timestamp SaverRanAt { get; set; }

    /// <summary>The number of the next settlement to wait.</summary>
    public ulong NextSequence()
    {
        journal.Note(this, 0, 0, 0, null);
        return Sequence++;
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old) => Sequence--;

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        Write(writer.Reset());
        tree.Set(StateKey.Of(StateKind.Progress, []), Sha256.Hash(writer.Written));
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return (destination, _) => destination.Raw(writer.Written);
    }

    private void Write(CanonicalWriter writer)
    {
        writer.UInt64(Height);
        writer.Time(Time);
        writer.UInt64(Sequence);
        writer.Time(LookAgainAt);
        writer.Flag(QueueStirred);
        writer.Flag(ResumeAfter is not null);
        writer.Byte(ResumeAfter?.Priority ?? 0);
        writer.UInt64(ResumeAfter?.Sequence ?? 0);
        writer.UInt32((uint)Untried);
        writer.Flag(SaverStirred);
        writer.Time(SaverRanAt);
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        Height = reader.UInt64();
        Time = reader.Time();
        Sequence = reader.UInt64();
        LookAgainAt = reader.Time();
        QueueStirred = reader.Flag();
        var resumes = reader.Flag();
        var place = new QueueKey(reader.Byte(), reader.UInt64());
        ResumeAfter = resumes ? place : null;
        Untried = (int)reader.UInt32();
        SaverStirred = reader.Flag();
        SaverRanAt = reader.Time();
    }
}
