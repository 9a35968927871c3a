namespace Comity.Ordering.Engine;

/// <summary>How long a submission waits for its outcomes.</summary>
public enum Wait
{
    /// <summary>Until they are final and durable.</summary>
    Final = 0,

    /// <summary>Until the transactions are decoded, their signatures verified, and they are taken for ordering.</summary>
    Accepted = 1,
}
