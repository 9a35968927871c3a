namespace Comity.Iso20022.Reading;

/// <summary>The failures found so far, in the order of the text, up to a number.</summary>
internal sealed class FailureList(int most)
{
    private readonly List<ReadFailure> failures = [];

    /// <summary>How many there are.</summary>
    public int Count => failures.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyList<ReadFailure> All => failures;

    /// <summary>Forgets them, before the next message of a batch.</summary>
    public void Clear() => failures.Clear();

    /// <summary>Adds one, and stops the reading if it is the last that was asked for.</summary>
    public void Add(ReadFailure failure)
    {
        failures.Add(failure);
        if (failures.Count >= most)
        {
            throw new ReadStopException();
        }
    }
}
