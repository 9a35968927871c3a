using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Who bears the charges (field 71A).</summary>
public enum ChargesCode
{
    /// <summary>The beneficiary.</summary>
    BEN,

    /// <summary>The ordering customer.</summary>
    OUR,

    /// <summary>Each his own side's.</summary>
    SHA,
}

/// <summary>Field 71A: details of charges, 3!a; other codes are refused (T08).</summary>
/// <param name="Code">Who bears them.</param>
public sealed record ChargesDetail(ChargesCode Code) : IMtField<ChargesDetail>
{
    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Code.ToString()];

    /// <summary>Field 71A with this code.</summary>
    public static implicit operator ChargesDetail(ChargesCode code) => new(code);

    /// <inheritdoc/>
    public static ChargesDetail Read(char? option, FieldText text)
    {
        var line = text.Single();
        var code = line.ToEnd(3, CharacterSet.A, "code", ErrorCodes.ChargesCode);
        return Enum.TryParse<ChargesCode>(code, out var known) && known.ToString() == code
            ? new ChargesDetail(known)
            : throw line.RefuseBack(code.Length, "code", code, "BEN, OUR or SHA", ErrorCodes.ChargesCode);
    }
}
