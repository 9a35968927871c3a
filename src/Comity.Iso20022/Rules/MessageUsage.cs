namespace Comity.Iso20022.Rules;

/// <summary>
/// One use of a message that a rule book knows: CBPR+ uses pacs.009.001.08 in three ways (core, COV, ADV), with rules of their own.
/// </summary>
/// <param name="Name">The message identifier, and the way of use where there are several: <c>pacs.009.001.08 COV</c>.</param>
/// <param name="Message">The message identifier: <c>pacs.009.001.08</c>.</param>
/// <param name="Service">What <c>BizSvc</c> of the header begins with in this use; empty where the book does not say.</param>
public sealed record MessageUsage(string Name, string Message, string Service)
{
    /// <summary>An element that only this use of the message has, if there is one.</summary>
    public RulePath? Mark { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
