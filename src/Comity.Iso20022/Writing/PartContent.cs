using System.Globalization;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>Whether content that comes as an object is of the type that an element has.</summary>
internal static class PartContent
{
    /// <summary>Whether it is. A value of another type that looks the same is not.</summary>
    public static bool IsOf(TypeDescription type, object content) =>
        type switch
        {
            ComponentDescription => content is IComponent component && component.Description == type,
            AmountDescription amount => content is IAmount given && IsOf(amount, given),
            FragmentDescription fragment => content is IFragment given
                && (fragment.Namespace is null || given.Any.RootNamespace == fragment.Namespace),
            CodeDescription list => list.Codes.Any(code => content.Equals(list.Parse(code))),
            FlagDescription => content is bool,
            SimpleDescription simple => content.Equals(simple.Parse(content.ToString() ?? "")),
            _ => false,
        };

    private static bool IsOf(AmountDescription type, IAmount given) =>
        type.Currency.Parse(given.Currency) is TextValue currency
        && type.Number.TryParse(given.Value.ToString(CultureInfo.InvariantCulture), out _)
        && given.Equals(type.Make(given.Value, currency));
}
