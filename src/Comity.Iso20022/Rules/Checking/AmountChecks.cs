using System.Globalization;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>The first amount at one path is to the first at the other as the comparison says.</summary>
internal sealed class ComparedCheck(Route route, Comparison comparison, Route with) : Check
{
    public override bool Holds(Scope scope)
    {
        if (First(scope, route) is not { } first || First(scope, with) is not { } second)
        {
            return false;
        }

        if ((first as IAmount)?.Currency != (second as IAmount)?.Currency)
        {
            return false;
        }

        var sign = Amounts.Of(first).CompareTo(Amounts.Of(second));
        return comparison switch
        {
            Comparison.Equal => sign == 0,
            Comparison.Different => sign != 0,
            Comparison.Less => sign < 0,
            _ => sign > 0,
        };
    }

    public override Fault Explain(Scope scope) =>
        route.Trace(scope).FirstOrDefault() is ({ } content, { } path)
            ? new Fault(path, Amounts.Shown(content))
            : AtPlace(scope, "no " + route.Path);

    private static object? First(Scope scope, Route route)
    {
        var found = scope.Rent();
        route.Collect(scope, found);
        var first = found.Count > 0 ? found[0] : null;
        scope.Return(found);
        return first;
    }
}

/// <summary>The amount at one path is the sum of those at the other, where both are there.</summary>
internal sealed class TotalCheck(Route route, Route parts) : Check
{
    public override bool Holds(Scope scope)
    {
        var (total, summands) = (scope.Rent(), scope.Rent());
        route.Collect(scope, total);
        parts.Collect(scope, summands);
        var holds = total.Count == 0 || summands.Count == 0 || Amounts.Of(total[0]) == Sum(summands);
        scope.Return(total);
        scope.Return(summands);
        return holds;
    }

    public override Fault Explain(Scope scope)
    {
        var (content, path) = route.Trace(scope).First();
        var summands = scope.Rent();
        parts.Collect(scope, summands);
        var sum = Sum(summands);
        scope.Return(summands);
        return new Fault(
            path,
            string.Create(CultureInfo.InvariantCulture, $"{Amounts.Shown(content)}, where the parts are {sum} together")
        );
    }

    private static decimal Sum(List<object> nodes)
    {
        var sum = 0m;
        foreach (var node in nodes)
        {
            sum += Amounts.Of(node);
        }

        return sum;
    }
}

/// <summary>Amounts as numbers, and as findings show them.</summary>
internal static class Amounts
{
    public static decimal Of(object content) =>
        content switch
        {
            IAmount amount => amount.Value,
            NumberValue number => number.Value,
            _ => 0,
        };

    public static string Shown(object content) =>
        Of(content).ToString(CultureInfo.InvariantCulture)
        + (content is IAmount { Currency: var currency } ? " " + currency : "");
}
