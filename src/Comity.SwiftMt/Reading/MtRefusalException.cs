using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Reading;

/// <summary>Carries a refusal out of the reader; never leaves it.</summary>
internal sealed class MtRefusalException(MtRefusal refusal) : Exception(refusal.ToString())
{
    public MtRefusal Refusal { get; } = refusal;

    public static MtRefusalException Of(
        MtRefusalKind kind,
        char block,
        string? field,
        (int Line, int Column) place,
        string found,
        string allowed,
        string? code = null
    ) => new(new MtRefusal(kind, block, field, place.Line, place.Column, FieldRefusal.Cut(found), allowed, code));

    /// <summary>A refused value, at its place in the text.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="block">The block.</param>
    /// <param name="field">The field's tag.</param>
    /// <param name="line">The text's line on which the value begins.</param>
    /// <param name="column">The column on which its first line begins.</param>
    /// <param name="refusal">What was wrong in it.</param>
    public static MtRefusalException Of(
        MtRefusalKind kind,
        char block,
        string? field,
        int line,
        int column,
        FieldRefusal refusal
    ) =>
        Of(
            kind,
            block,
            field,
            (line + refusal.Line - 1, refusal.Line == 1 ? column + refusal.Column - 1 : refusal.Column),
            refusal.Found,
            $"{refusal.Allowed} ({refusal.Part})",
            refusal.ErrorCode
        );
}
