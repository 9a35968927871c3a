using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>What the file has named so far, so that references can be checked.</summary>
internal sealed class Names
{
    /// <summary>Decimals by currency.</summary>
    public Dictionary<string, int> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The jurisdiction that issues a currency.</summary>
    public Dictionary<string, CountryCode> Issuers { get; } = new(StringComparer.Ordinal);

    /// <summary>Participants by BIC.</summary>
    public Dictionary<string, ScenarioParticipant> Participants { get; } = new(StringComparer.Ordinal);

    /// <summary>Jurisdictions.</summary>
    public HashSet<string> Jurisdictions { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the steps so far.</summary>
    public HashSet<string> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>A reference to a participant.</summary>
    public Bic Bic(Element element)
    {
        var name = element.OneOf("participant", Participants.Keys);
        return Protocol.Identifiers.Bic.TryParse(name, out var bic) ? bic : default;
    }

    /// <summary>A required reference to a participant.</summary>
    public Bic Bic(Section section, string key) => section.TryRequire(key, out var element) ? Bic(element) : default;

    /// <summary>A reference to a currency.</summary>
    public InstrumentId Currency(Element element)
    {
        var name = element.OneOf("currency", Currencies.Keys);
        return InstrumentId.TryParse(name, out var currency) ? currency : default;
    }

    /// <summary>A reference to a jurisdiction.</summary>
    public CountryCode Jurisdiction(Element element)
    {
        var name = element.OneOf("jurisdiction", Jurisdictions);
        return Jurisdictions.Contains(name) && CountryCode.TryParse(name, out var code) ? code : default;
    }

    /// <summary>An amount as CNY 100.00: at least one minor unit, no more decimals than the currency has.</summary>
    public Amount Amount(Element element)
    {
        var text = element.Text();
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var code = blank < 0 ? text : text[..blank];
        if (text.Length == 0)
        {
            return default;
        }

        if (!Currencies.TryGetValue(code, out var decimals))
        {
            element.Faults.AddUnknown(element.Node, "currency", code, Currencies.Keys);
            return default;
        }

        var digits =
            blank < 0 ? string.Empty : text[(blank + 1)..].Replace("_", string.Empty, StringComparison.Ordinal);
        if (!Values.Decimal(digits, out var value))
        {
            element.Fail($"{element.Name} is '{text}'; expected a currency and an amount as {code} 1000.50");
            return default;
        }

        if (value.Decimals > decimals)
        {
            element.Fail($"{element.Name} is '{text}'; {code} has {decimals} decimals");
            return default;
        }

        var units = value.Digits * System.Numerics.BigInteger.Pow(10, decimals - value.Decimals);
        if (units.IsZero || units > (System.Numerics.BigInteger)UInt128.MaxValue)
        {
            element.Fail($"{element.Name} is '{text}'; at least one minor unit and less than 2^128 are allowed");
            return default;
        }

        return new Amount(InstrumentId.Parse(code), (UInt128)units);
    }
}
