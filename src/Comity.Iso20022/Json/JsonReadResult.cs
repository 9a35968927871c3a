using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Json;

/// <summary>What became of a JSON text: a message, or a failure.</summary>
public abstract record JsonReadResult
{
    private JsonReadResult() { }

    /// <summary>The message, if it was accepted; else the failure.</summary>
    public bool TryGet(
        [NotNullWhen(true)] out BusinessMessage? message,
        [NotNullWhen(false)] out JsonReadFailure? failure
    )
    {
        message = (this as Accepted)?.Message;
        failure = (this as Refused)?.Failure;
        return message is not null;
    }

    /// <summary>The text is a message, valid against its official schema.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Accepted(BusinessMessage Message) : JsonReadResult;

    /// <summary>It is not.</summary>
    /// <param name="Failure">The first fault.</param>
    public sealed record Refused(JsonReadFailure Failure) : JsonReadResult;
}
