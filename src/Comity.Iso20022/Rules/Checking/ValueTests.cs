using System.Globalization;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Rules.Conditions;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>Whether values pass tests that look at nothing else.</summary>
internal static class ValueTests
{
    /// <summary>Whether the text passes.</summary>
    /// <param name="test">Any but <see cref="ValueTest.SameAs"/>.</param>
    /// <param name="text">The value.</param>
    /// <param name="currency">The currency beside it, where it is an amount.</param>
    /// <param name="day">The day on which codes and currencies have to be valid.</param>
    public static bool Passes(ValueTest test, string text, string? currency, DateOnly day) =>
        test switch
        {
            ValueTest.In { Values: var values } => Contains(values, text),
            ValueTest.NotIn { Values: var values } => !Contains(values, text),
            ValueTest.Matching { Pattern: var pattern } => pattern.IsMatch(text),
            ValueTest.NotMatching { Pattern: var pattern } => !pattern.IsMatch(text),
            ValueTest.MaxLength { Most: var most } => text.Length <= most,
            ValueTest.Characters { Set: var set } => set.Holds(text),
            ValueTest.Code { Codes: var codes } => codes.Find(text, day) is CodeAnswer.Valid,
            ValueTest.Identifier { Kind: var kind } => Is(kind, text, currency, day),
            _ => throw new ArgumentOutOfRangeException(nameof(test)),
        };

    private static bool Contains(Comity.Iso20022.Values.ValueList<string> values, string text)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == text)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(IdentifierKind kind, string text, string? currency, DateOnly day) =>
        kind switch
        {
            IdentifierKind.Bic => Bic.Examine(text) is null,
            IdentifierKind.Iban => Iban.Examine(text) is null,
            IdentifierKind.Lei => Lei.Examine(text) is null,
            IdentifierKind.Uetr => Uetr.Examine(text) is null,
            IdentifierKind.Country => text.Length == 2 && Countries.TryFind(text, out _),
            IdentifierKind.Currency => Currencies.TryFind(text, out var unit) && unit.IsInUse(day),
            // Whether the currency is one at all is for another test to say.
            IdentifierKind.Amount => !Currencies.TryFind(currency, out var found)
                || !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                || found.Check(amount) is null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
