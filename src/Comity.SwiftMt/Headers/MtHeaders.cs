using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>What stands around a message's text: blocks 1, 2, 3, 5 and S.</summary>
/// <param name="Basic">Block 1.</param>
/// <param name="Application">Block 2.</param>
public sealed record MtHeaders(BasicHeader Basic, ApplicationHeader Application)
{
    /// <summary>Block 3, where there is one.</summary>
    public UserHeader? User { get; init; }

    /// <summary>Block 5, where there is one.</summary>
    public Trailer? Trailer { get; init; }

    /// <summary>Block S, where there is one.</summary>
    public Trailer? System { get; init; }

    /// <summary>Who sends.</summary>
    public Bic Sender =>
        Application is ApplicationHeader.Output output ? output.InputReference.Sender.Bic : Basic.Terminal.Bic;

    /// <summary>Who receives.</summary>
    public Bic Receiver => Application is ApplicationHeader.Input input ? input.Receiver.Bic : Basic.Terminal.Bic;

    /// <summary>The UETR of block 3.</summary>
    public Uetr? Uetr => User?.Uetr;

    /// <summary>Headers of an input message.</summary>
    /// <param name="messageType">The message's number: 103.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="receiver">Who receives.</param>
    /// <param name="user">Block 3.</param>
    public static MtHeaders ForInput(int messageType, Bic sender, Bic receiver, UserHeader? user = null) =>
        new(
            new BasicHeader(LogicalTerminal.Of(sender)),
            new ApplicationHeader.Input(messageType, LogicalTerminal.Of(receiver))
        )
        {
            User = user,
        };

    /// <summary>Headers of an output message, delivered when it was sent, with session and sequence 0.</summary>
    /// <param name="messageType">The message's number: 103.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="receiver">Who receives.</param>
    /// <param name="time">When it was sent; from 1980 to 2079.</param>
    /// <param name="user">Block 3.</param>
    /// <exception cref="FieldException">The time is out of its range.</exception>
    public static MtHeaders ForOutput(int messageType, Bic sender, Bic receiver, DateTime time, UserHeader? user = null)
    {
        var minute = new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, DateTimeKind.Unspecified);
        var input = new MessageInputReference(LogicalTerminal.Of(sender), minute);
        return new MtHeaders(
            new BasicHeader(LogicalTerminal.Of(receiver)),
            new ApplicationHeader.Output(messageType, input, minute) { Priority = MtPriority.N }
        )
        {
            User = user,
        };
    }
}
