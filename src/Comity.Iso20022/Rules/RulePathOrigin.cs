namespace Comity.Iso20022.Rules;

/// <summary>Where a <see cref="RulePath"/> begins.</summary>
public enum RulePathOrigin
{
    /// <summary>Where the rule is applied.</summary>
    Place,

    /// <summary>The message's own element, the one in <c>Document</c>.</summary>
    Message,

    /// <summary>The business application header.</summary>
    Header,

    /// <summary>Anywhere in the document.</summary>
    Anywhere,

    /// <summary>Every element with text, anywhere in the document.</summary>
    AnyValue,
}
