using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>One walk through one message: applies the rules of a plan at each place, and notes what they find.</summary>
internal sealed class Inspection
{
    private readonly Scope scope;
    private readonly List<Finding> findings = [];
    private readonly List<(string Tag, int Index)> path = [];
    private string root = "";

    private Inspection(IComponent message, string messagePath, IComponent? header)
    {
        scope = new Scope
        {
            Message = message,
            MessagePath = messagePath,
            Header = header,
            PlacePath = Path,
        };
    }

    /// <summary>What the plans' rules find in a message.</summary>
    public static IReadOnlyList<Finding> Run(BusinessMessage message, PlacePlan messagePlan, PlacePlan headerPlan)
    {
        var document = (IComponent)message.Document;
        var tag = document.Description.Elements[0].Tag;
        var body = (IComponent)document[0]!;
        var inspection = new Inspection(body, "/Document/" + tag, message.Header);
        if (message.Header is { } header)
        {
            inspection.root = "/AppHdr";
            inspection.Visit(header, headerPlan);
        }

        inspection.root = "/Document/" + tag;
        inspection.Visit(body, messagePlan);
        return inspection.findings;
    }

    private void Visit(object content, PlacePlan plan)
    {
        foreach (var ready in plan.Rules)
        {
            scope.Place = content;
            if (ready.If is { } condition && !condition.Holds(scope))
            {
                continue;
            }

            if (!ready.Then.Holds(scope))
            {
                var fault = ready.Then.Explain(scope);
                findings.Add(new Finding(ready.Rule, Path(), fault.Path, fault.Found));
            }
        }

        if (plan.Children is not { Length: > 0 } children)
        {
            return;
        }

        var component = (IComponent)content;
        foreach (var (element, inner) in children)
        {
            if (component[element.Index] is not { } child)
            {
                continue;
            }

            if (!element.Repeats)
            {
                Enter(child, element.Tag, 0, inner);
                continue;
            }

            var list = (IValueList)child;
            for (var i = 0; i < list.Count; i++)
            {
                Enter(list[i], element.Tag, i, inner);
            }
        }
    }

    private void Enter(object content, string tag, int index, PlacePlan plan)
    {
        path.Add((tag, index));
        Visit(content, plan);
        path.RemoveAt(path.Count - 1);
    }

    private string Path() => path.Aggregate(root, static (at, step) => Draft.Step(at, step.Tag, step.Index));
}
