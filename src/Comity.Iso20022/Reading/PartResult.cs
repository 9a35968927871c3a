using Comity.Iso20022.Components;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>What comes next in a message that is read part by part.</summary>
public abstract record PartResult
{
    private PartResult() { }

    /// <summary>A part, valid as far as the schema is about it and what came before.</summary>
    /// <param name="Message">Which message it is a part of.</param>
    /// <param name="Header">The business application header, where there was one before the document.</param>
    /// <param name="Element">The element it is the content of.</param>
    /// <param name="Content">The content, as <see cref="IComponent"/> describes it; one item where the element repeats.</param>
    public sealed record Part(
        MessageType Message,
        BusinessApplicationHeaderV02? Header,
        ElementDescription Element,
        object Content
    ) : PartResult;

    /// <summary>The message is not valid; nothing comes after it.</summary>
    /// <param name="Failure">The first fault.</param>
    public sealed record Refused(ReadFailure Failure) : PartResult;
}
