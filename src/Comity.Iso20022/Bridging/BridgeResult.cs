using Comity.Iso20022.Values;

namespace Comity.Iso20022.Bridging;

/// <summary>What became of a message taken to another version: either <see cref="Converted"/> or <see cref="Impossible"/>.</summary>
public abstract record BridgeResult
{
    private BridgeResult() { }

    /// <summary>What the other version cannot hold; empty where nothing was lost.</summary>
    public abstract ValueList<Unheld> Unheld { get; init; }

    /// <summary>The message in the other version.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Unheld">What it could not hold.</param>
    public sealed record Converted(Message Message, ValueList<Unheld> Unheld) : BridgeResult
    {
        /// <inheritdoc/>
        public override ValueList<Unheld> Unheld { get; init; } = Unheld;
    }

    /// <summary>The other version asks for something that the message does not have.</summary>
    /// <param name="Unheld">What could not be held, up to the message itself.</param>
    public sealed record Impossible(ValueList<Unheld> Unheld) : BridgeResult
    {
        /// <inheritdoc/>
        public override ValueList<Unheld> Unheld { get; init; } = Unheld;
    }
}
