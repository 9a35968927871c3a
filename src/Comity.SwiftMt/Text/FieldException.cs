namespace Comity.SwiftMt.Text;

/// <summary>A value was made of something that its field does not allow: a fault of the program. Input is checked, not made.</summary>
public sealed class FieldException : ArgumentException
{
    internal FieldException(FieldRefusal refusal)
        : base(refusal.ToString()) => Refusal = refusal;

    /// <summary>What was wrong.</summary>
    public FieldRefusal Refusal { get; }

    internal static FieldException At(int line, int column, string part, string found, string allowed, string? code) =>
        new(new FieldRefusal(line, column, part, FieldRefusal.Cut(found), allowed, code));

    internal static FieldException In(string part, string found, string allowed, string? code) =>
        At(1, 1, part, found, allowed, code);
}
