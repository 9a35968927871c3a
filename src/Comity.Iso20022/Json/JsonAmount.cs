namespace Comity.Iso20022.Json;

/// <summary>The members of an amount: its number, which has no name in XML, and its currency, an attribute there.</summary>
internal static class JsonAmount
{
    public static ReadOnlySpan<byte> Number => "amt"u8;

    public static ReadOnlySpan<byte> Currency => "Ccy"u8;
}
