using Comity.Iso20022.Components;

namespace Comity.Iso20022;

/// <summary>A message with what came around it.</summary>
/// <param name="Document">The message.</param>
public sealed record BusinessMessage(Message Document)
{
    /// <summary>The business application header, where there was one. It never contradicts the document.</summary>
    public BusinessApplicationHeaderV02? Header { get; init; }

    /// <summary>The envelope, where there was one.</summary>
    public Envelope? Envelope { get; init; }
}
