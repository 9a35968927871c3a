using Comity.Protocol.Keys;
using Comity.Protocol.Policies;
using Comity.Protocol.Transactions.Operations;
using Google.Protobuf;

namespace Comity.Protocol.Transactions;

/// <summary>Typed values as stored bytes, in their wire form.</summary>
public static class OperationBytes
{
    /// <summary>An operation's bytes.</summary>
    public static byte[] ToBytes(this Operation operation) => operation.ToWire().ToByteArray();

    /// <summary>A participant's bytes.</summary>
    public static byte[] ToBytes(this ParticipantTerms participant) => participant.ToWire().ToByteArray();

    /// <summary>A policy's bytes.</summary>
    public static byte[] ToBytes(this RulePolicy policy) => policy.ToWire().ToByteArray();

    /// <summary>Reads an operation that was stored.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one.</exception>
    public static TOperation ReadOperation<TOperation>(ReadOnlySpan<byte> bytes)
        where TOperation : Operation =>
        Read(Wire.Operation.Parser, bytes, TransactionDecoder.ReadOperation) as TOperation ?? throw Unreadable();

    /// <summary>Reads a participant that was stored.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one.</exception>
    public static ParticipantTerms ReadParticipant(ReadOnlySpan<byte> bytes) =>
        Read(Wire.Participant.Parser, bytes, ParticipantTerms.Read);

    /// <summary>Reads a policy that was stored.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one.</exception>
    public static RulePolicy ReadPolicy(ReadOnlySpan<byte> bytes) => Read(Wire.Policy.Parser, bytes, RulePolicy.Read);

    private static TResult Read<TWire, TResult>(
        MessageParser<TWire> parser,
        ReadOnlySpan<byte> bytes,
        Func<TWire, WireReader, TResult> read
    )
        where TWire : IMessage<TWire>
    {
        var reader = new WireReader();
        var result = read(Parse(parser, bytes), reader);
        return reader.Failure is null
            ? result
            : throw new InvalidDataException($"A stored value cannot be read back: {reader.Failure}.");
    }

    private static TWire Parse<TWire>(MessageParser<TWire> parser, ReadOnlySpan<byte> bytes)
        where TWire : IMessage<TWire>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new InvalidDataException("A stored value cannot be read back.", fault);
        }
    }

    private static InvalidDataException Unreadable() => new("A stored value cannot be read back.");
}
