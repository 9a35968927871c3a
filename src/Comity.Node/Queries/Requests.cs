using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Grpc.Core;

namespace Comity.Node.Queries;

/// <summary>Reads what requests name; what cannot be read is answered with INVALID_ARGUMENT, the field, and what is allowed.</summary>
internal static class Requests
{
    /// <summary>A UETR.</summary>
    public static Uetr Uetr(ByteString bytes, string field) =>
        Protocol.Identifiers.Uetr.IsValid(bytes.Span)
            ? new Uetr(bytes.Span)
            : throw Invalid(field, $"has {bytes.Length} bytes that are no version 4 UUID; 16 bytes of one are needed");

    /// <summary>An account's address.</summary>
    public static AccountAddress Account(ByteString bytes, string field) =>
        bytes.Length == AccountAddress.Size
            ? new AccountAddress(bytes.Span)
            : throw Invalid(field, $"has {bytes.Length} bytes; an account address has {AccountAddress.Size}");

    /// <summary>An instrument.</summary>
    public static InstrumentId Instrument(string text, string field) =>
        InstrumentId.TryParse(text, out var instrument)
            ? instrument
            : throw Invalid(field, $"is '{text}'; an instrument has 3 to 12 upper-case letters and digits");

    /// <summary>The answer to a request that cannot be read.</summary>
    public static RpcException Invalid(string field, string fault) =>
        new(new Status(StatusCode.InvalidArgument, $"{field} {fault}."));
}
