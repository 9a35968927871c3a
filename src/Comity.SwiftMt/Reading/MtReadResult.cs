using System.Diagnostics.CodeAnalysis;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Reading;

/// <summary>What became of a text: a message, or a refusal.</summary>
public abstract record MtReadResult
{
    private MtReadResult() { }

    /// <summary>The message, if it was accepted; else the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out MtMessage? message, [NotNullWhen(false)] out MtRefusal? refusal)
    {
        message = (this as Accepted)?.Message;
        refusal = (this as Refused)?.Refusal;
        return message is not null;
    }

    /// <summary>The text is a message within its format and rules.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Accepted(MtMessage Message) : MtReadResult;

    /// <summary>It is not.</summary>
    /// <param name="Refusal">The first fault.</param>
    public sealed record Refused(MtRefusal Refusal) : MtReadResult;
}
