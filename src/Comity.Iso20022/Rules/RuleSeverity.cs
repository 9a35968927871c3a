namespace Comity.Iso20022.Rules;

/// <summary>What it means that a message breaks a rule.</summary>
public enum RuleSeverity
{
    /// <summary>The receiver may refuse the message.</summary>
    Error,

    /// <summary>The message is accepted, and should be better.</summary>
    Warning,
}
