using System.Collections.Immutable;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>currencies</c>.</summary>
internal sealed class CurrenciesReader(Names names)
{
    /// <summary>All currencies.</summary>
    public ImmutableArray<ScenarioCurrency> Read(Section root)
    {
        if (!root.TryRequire("currencies", out var element))
        {
            return [];
        }

        return [.. element.Pairs().Select(pair => ReadOne(pair.Key, pair.Value.Section()))];
    }

    private ScenarioCurrency ReadOne(Element key, Section section)
    {
        var id = key.Value(
            static (string text, out InstrumentId currency) =>
                InstrumentId.TryParse(text, out currency) && text.Length == 3 && text.All(char.IsAsciiLetterUpper),
            "an ISO 4217 code as CNY"
        );
        var decimals = section.Value(
            "decimals",
            static (string text, out int value) => Values.Count(text, out value) && value <= 18,
            "0 to 18"
        );
        names.Currencies[id.ToString()] = decimals;
        var issuer = section.TryRequire("issuer", out var stated) ? names.Jurisdiction(stated) : default;
        names.Issuers[id.ToString()] = issuer;
        section.End();
        return new ScenarioCurrency(id, decimals, issuer);
    }
}
