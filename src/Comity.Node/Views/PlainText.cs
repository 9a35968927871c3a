using Comity.Protocol.Identifiers;
using Google.Protobuf;

namespace Comity.Node.Views;

/// <summary>Identifiers of the wire in their text form.</summary>
internal static class PlainText
{
    /// <summary>An account's address.</summary>
    public static string Account(ByteString bytes) => new AccountAddress(bytes.Span).ToString();

    /// <summary>A UETR.</summary>
    public static string Uetr(ByteString bytes) => new Uetr(bytes.Span).ToString();

    /// <summary>A hash, an offer's id or a key in hexadecimal digits.</summary>
    public static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
