namespace Comity.Iso20022.Rules.Checking;

/// <summary>All hold.</summary>
internal sealed class AllCheck(Check[] checks) : Check
{
    public override bool Holds(Scope scope)
    {
        foreach (var check in checks)
        {
            if (!check.Holds(scope))
            {
                return false;
            }
        }

        return true;
    }

    public override Fault Explain(Scope scope) => checks.First(c => !c.Holds(scope)).Explain(scope);
}

/// <summary>One of them holds.</summary>
internal sealed class AnyCheck(Check[] checks) : Check
{
    public override bool Holds(Scope scope)
    {
        foreach (var check in checks)
        {
            if (check.Holds(scope))
            {
                return true;
            }
        }

        return false;
    }

    public override Fault Explain(Scope scope) => checks[0].Explain(scope);
}

/// <summary>It does not hold.</summary>
internal sealed class NotCheck(Check check) : Check
{
    public override bool Holds(Scope scope) => !check.Holds(scope);

    public override Fault Explain(Scope scope) => AtPlace(scope, "what is excluded");
}
