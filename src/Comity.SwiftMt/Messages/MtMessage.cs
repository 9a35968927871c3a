using Comity.Iso20022.Values;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>
/// A SWIFT MT message. Its fields are within their formats; whether it keeps the rules between fields, <see cref="BrokenRules"/> says.
/// A message that was read keeps them, and one that does not is never written.
/// </summary>
public abstract record MtMessage
{
    private protected MtMessage() { }

    /// <summary>What stands around the text.</summary>
    public required MtHeaders Headers
    {
        get;
        init =>
            field =
                value.Application.MessageType == MessageType
                    ? value
                    : throw new ArgumentException(
                        $"Block 2 announces an MT {value.Application.MessageType}; this is an MT {MessageType}.",
                        nameof(value)
                    );
    }

    /// <summary>The message's number: 103.</summary>
    public abstract int MessageType { get; }

    /// <summary>The message's name: <c>MT 103</c>, <c>MT 103 STP</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The network validated rules that this message breaks, in their order.</summary>
    public abstract ValueList<BrokenRule> BrokenRules();

    internal abstract void Write(FieldSink fields);
}
