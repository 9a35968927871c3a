using System.Globalization;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.EndToEnd.Tests.World;

/// <summary>Amounts as people say them, <c>CNY 1000.50</c>. Every currency of the world has two decimals.</summary>
internal static class Money
{
    public const int Decimals = 2;

    public static Amount Of(string text) =>
        text.Split(' ') is [var code, var value] && AmountText.TryRead(value, Decimals, out var units, out _)
            ? new Amount(InstrumentId.Parse(code), units)
            : throw new FormatException($"'{text}' is no amount as CNY 1000.50.");

    public static string Say(Amount amount) => Say(amount.Instrument.ToString(), amount.Units);

    public static string Say(string instrument, UInt128 units) => $"{instrument} {Plain(units)}";

    public static string Plain(UInt128 units) => AmountText.Write(units, Decimals);

    /// <summary>Minor units in digits, as the command line tells them.</summary>
    public static UInt128 Units(string digits) => UInt128.Parse(digits, CultureInfo.InvariantCulture);
}
