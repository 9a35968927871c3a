using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Reading;

/// <summary>What became of a text: a message, or a failure.</summary>
public abstract record ReadResult
{
    private ReadResult() { }

    /// <summary>The message, if it was accepted; else the failure.</summary>
    public bool TryGet([NotNullWhen(true)] out BusinessMessage? message, [NotNullWhen(false)] out ReadFailure? failure)
    {
        message = (this as Accepted)?.Message;
        failure = (this as Refused)?.Failure;
        return message is not null;
    }

    /// <summary>The text is a message, valid against its official schema.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Accepted(BusinessMessage Message) : ReadResult
    {
        /// <summary>The line of the document's start tag, from 1; 0 where the message was not read out of a batch.</summary>
        public int Line { get; init; }

        /// <summary>The column of its name, from 1; 0 where the message was not read out of a batch.</summary>
        public int Column { get; init; }
    }

    /// <summary>It is not.</summary>
    /// <param name="Failure">The first fault.</param>
    public sealed record Refused(ReadFailure Failure) : ReadResult;
}
