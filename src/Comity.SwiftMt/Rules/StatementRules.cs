using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Rules;

/// <summary>
/// What statements have in common. That field 86 follows a field 61 on the same page (C1 of MT 940, error C24) the format holds.
/// </summary>
internal static class StatementRules
{
    public static MtRule<T> Currencies<T>(Func<T, IEnumerable<Balance>> balances) =>
        new(
            "C2",
            "C27",
            "62",
            "the same first two letters of the currency in all balances",
            message => balances(message).Select(static balance => balance.Currency.Value[..2]).Distinct().Count() == 1
        );
}
