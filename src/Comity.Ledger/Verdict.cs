using Comity.Protocol.Refusals;

namespace Comity.Ledger;

/// <summary>Whether something may happen, and if not, why not.</summary>
internal readonly struct Verdict
{
    private Verdict(Refusal refusal) => Refusal = refusal;

    /// <summary>It may.</summary>
    public static Verdict Allowed => default;

    /// <summary>Why not, where it may not.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it may.</summary>
    public bool IsAllowed => Refusal is null;

    /// <summary>It may not.</summary>
    public static implicit operator Verdict(Refusal refusal) => new(refusal);

    /// <summary>It may not.</summary>
    public static Verdict Refused(RefusalCode code, object subject) =>
        new(new Refusal(code, subject.ToString() ?? string.Empty));
}
