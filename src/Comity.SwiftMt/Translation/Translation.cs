using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Translation;

/// <summary>What became of a message that was to be translated.</summary>
/// <typeparam name="T">The translated message's type.</typeparam>
public abstract record Translation<T>
    where T : class
{
    private Translation() { }

    /// <summary>Everything that was lost, cut, replaced or made up on the way, in the order of the translation.</summary>
    public abstract ValueList<TranslationRemark> Remarks { get; init; }

    /// <summary>The translated message, if the translation did not stop.</summary>
    public bool TryGet([NotNullWhen(true)] out T? message)
    {
        message = (this as Translated)?.Message;
        return message is not null;
    }

    /// <summary>The message was translated. With no remarks nothing was lost.</summary>
    /// <param name="Message">The translated message, within its format and rules.</param>
    /// <param name="Remarks">What was lost or made up.</param>
    public sealed record Translated(T Message, ValueList<TranslationRemark> Remarks) : Translation<T>
    {
        /// <inheritdoc/>
        public override ValueList<TranslationRemark> Remarks { get; init; } = Remarks;
    }

    /// <summary>The message cannot be translated; the last remark says why.</summary>
    /// <param name="Remarks">What was met until then.</param>
    public sealed record Stopped(ValueList<TranslationRemark> Remarks) : Translation<T>
    {
        /// <inheritdoc/>
        public override ValueList<TranslationRemark> Remarks { get; init; } = Remarks;
    }
}
