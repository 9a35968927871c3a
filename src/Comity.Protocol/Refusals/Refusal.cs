using System.Collections.Frozen;
using System.Reflection;

namespace Comity.Protocol.Refusals;

/// <summary>Which rule refused, and whose it is.</summary>
/// <param name="Owner">The jurisdiction's code, or the instrument, whose policy holds the rule.</param>
/// <param name="Rule">The owner's id for the rule.</param>
public sealed record RuleReference(string Owner, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Rule}";
}

/// <summary>The ledger's answer when it does not do what it was asked: nothing changed.</summary>
/// <param name="Code">Why.</param>
/// <param name="Subject">What it is about: an account, an amount, a participant.</param>
/// <param name="Rule">The rule that refused, where one did.</param>
public sealed record Refusal(RefusalCode Code, string Subject, RuleReference? Rule = null)
{
    private static readonly FrozenDictionary<RefusalCode, RefusalAttribute> Meanings = Enum.GetValues<RefusalCode>()
        .ToFrozenDictionary(
            static code => code,
            static code =>
                typeof(RefusalCode).GetField(code.ToString())!.GetCustomAttribute<RefusalAttribute>()
                ?? throw new InvalidOperationException($"{code} has no meaning stated.")
        );

    /// <summary>ISO 20022 external status reason code.</summary>
    public string IsoReason => Meanings[Code].IsoReason;

    /// <summary>Whether sending again can help.</summary>
    public RetryAdvice Retry => Meanings[Code].Retry;

    /// <summary>What to do.</summary>
    public string Advice => Meanings[Code].Advice;

    /// <summary>What a code means.</summary>
    public static RefusalAttribute Meaning(RefusalCode code) => Meanings[code];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Code} ({IsoReason}): {Subject}{(Rule is null ? "" : $", rule {Rule}")}. {Advice}";
}
