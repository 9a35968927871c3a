namespace Comity.Ordering.Log;

/// <summary>The log is damaged where it must not be; it was left as it is.</summary>
/// <param name="damage">What, where, and what to do.</param>
public sealed class LogDamagedException(LogDamage damage) : IOException(damage.ToString())
{
    /// <summary>What, where, and what to do.</summary>
    public LogDamage Damage { get; } = damage;
}
