using System.Collections.Concurrent;
using Comity.Protocol.Identifiers;

namespace Comity.Ordering.Embedded;

/// <summary>
/// What one caller has submitted and not had answered, in its order. Lanes take turns, both at being verified and at being
/// ordered, so that what one caller sends waits for no other caller's backlog.
/// </summary>
internal sealed class Lane(Lei caller)
{
    private int _ready;

    /// <summary>Whose it is; nobody's in particular where empty.</summary>
    public Lei Caller => caller;

    /// <summary>Submissions that the ordering thread has not wholly taken, oldest first.</summary>
    public ConcurrentQueue<Submission> InOrder { get; } = new();

    /// <summary>Chunks that no verifier has taken, oldest first. Under the intake's lock.</summary>
    public Queue<(Submission Submission, int Chunk)> ToVerify { get; } = new();

    /// <summary>Transactions taken in and not answered. Under the intake's lock.</summary>
    public int InFlight { get; set; }

    /// <summary>Their bytes. Under the intake's lock.</summary>
    public long BytesInFlight { get; set; }

    /// <summary>Marks it as having something verified; true where it was not marked already.</summary>
    public bool MarkReady() => Interlocked.Exchange(ref _ready, 1) == 0;

    /// <summary>Takes the mark back, before looking at what there is: what is verified later marks it again.</summary>
    public void ClearReady() => Interlocked.Exchange(ref _ready, 0);
}
