namespace Comity.SwiftMt.Rules;

/// <summary>A network validated rule that a message breaks.</summary>
/// <param name="Rule">Its number in the User Handbook's message reference guide: C1; or the field that it stands with.</param>
/// <param name="ErrorCode">The code with which the network refuses: D75.</param>
/// <param name="Field">The field that is wrong or missing.</param>
/// <param name="Sentence">What the rule asks for.</param>
public sealed record BrokenRule(string Rule, string ErrorCode, string Field, string Sentence)
{
    /// <summary>The whole in one sentence.</summary>
    public override string ToString() => $"{Rule} ({ErrorCode}), field {Field}: {Sentence}.";
}
