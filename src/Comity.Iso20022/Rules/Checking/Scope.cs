namespace Comity.Iso20022.Rules.Checking;

/// <summary>Where in which message a rule is being applied.</summary>
internal sealed class Scope
{
    private readonly Stack<List<object>> spare = new();

    /// <summary>The message's own element.</summary>
    public required object Message { get; init; }

    /// <summary>The path of the message's own element.</summary>
    public required string MessagePath { get; init; }

    /// <summary>The header, if there is one.</summary>
    public required object? Header { get; init; }

    /// <summary>The element that the rule is applied to.</summary>
    public object Place { get; set; } = "";

    /// <summary>The place's path; made only where there is something to report.</summary>
    public Func<string> PlacePath { get; set; } = static () => "";

    /// <summary>Where paths of that kind begin.</summary>
    public object? Start(RulePathOrigin origin) =>
        origin switch
        {
            RulePathOrigin.Place => Place,
            RulePathOrigin.Header => Header,
            _ => Message,
        };

    /// <summary>The path of where paths of that kind begin.</summary>
    public string PathOf(RulePathOrigin origin) =>
        origin switch
        {
            RulePathOrigin.Place => PlacePath(),
            RulePathOrigin.Header => "/AppHdr",
            _ => MessagePath,
        };

    /// <summary>An empty list to collect in; <see cref="Return"/> it.</summary>
    public List<object> Rent() => spare.Count > 0 ? spare.Pop() : [];

    /// <summary>Takes a list back.</summary>
    public void Return(List<object> list)
    {
        list.Clear();
        spare.Push(list);
    }
}
