using Comity.Ordering.Witness;

namespace Comity.Ordering.Embedded;

/// <summary>Whether an engine has stopped ordering because blocks are missing. Set once, on any thread; read on all.</summary>
internal sealed class OrderingStop
{
    private volatile StopMark? _mark;

    /// <summary>Why it has stopped; nothing where it has not.</summary>
    public StopMark? Mark
    {
        get => _mark;
        set => _mark ??= value;
    }
}
