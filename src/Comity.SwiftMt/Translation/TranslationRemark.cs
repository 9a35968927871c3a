namespace Comity.SwiftMt.Translation;

/// <summary>What kind of remark it is.</summary>
public enum TranslationEffect
{
    /// <summary>The target has no place for something; it is missing there.</summary>
    Missing,

    /// <summary>Something was too long; what is left ends in a plus sign.</summary>
    Truncated,

    /// <summary>Characters that the target does not know were replaced.</summary>
    Replaced,

    /// <summary>Something stands in the target in another way, or was made up because the target needs it.</summary>
    Changed,

    /// <summary>The translation stopped.</summary>
    Stopped,
}

/// <summary>A remark of a translation.</summary>
/// <param name="Code">The code of the CBPR+ translation rules: T0000T; where a rule of the target itself is broken, the network's code.</param>
/// <param name="Effect">What kind it is.</param>
/// <param name="Source">Where in the source: <c>72</c>, <c>CdtTrfTxInf/Dbtr/Nm</c>.</param>
/// <param name="Lost">What the target does not have of it, or what was made up.</param>
public sealed record TranslationRemark(string Code, TranslationEffect Effect, string Source, string Lost)
{
    /// <summary>What the code means.</summary>
    public string Meaning => TranslationCodes.Meaning(Code);

    /// <summary>The whole on one line.</summary>
    public override string ToString() => $"{Code} {Effect}: {Source}: {Lost} ({Meaning})";
}
