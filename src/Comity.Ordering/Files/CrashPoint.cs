namespace Comity.Ordering.Files;

/// <summary>
/// Named places at which a test can stop the process or throw, so that recovery is tried at every durable step and not
/// only where a random kill falls. Unarmed, a place costs the reading of one static field.
/// </summary>
public static class CrashPoint
{
    private static Action<DurableStep>? armed;

    /// <summary>Arms every crash point of this process until the returned value is disposed of.</summary>
    /// <param name="reached">Called at each step, on the thread that takes it; may throw, or end the process.</param>
    /// <returns>Disarms.</returns>
    /// <exception cref="InvalidOperationException">They are armed already.</exception>
    public static IDisposable Arm(Action<DurableStep> reached)
    {
        ArgumentNullException.ThrowIfNull(reached);
        return Interlocked.CompareExchange(ref armed, reached, null) is null
            ? new Disarming()
            : throw new InvalidOperationException("Crash points are armed already; disarm them first.");
    }

    /// <summary>Says that a step is reached.</summary>
    /// <param name="step">The step.</param>
    public static void Reach(DurableStep step) => armed?.Invoke(step);

    private sealed class Disarming : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref armed, null);
    }
}
