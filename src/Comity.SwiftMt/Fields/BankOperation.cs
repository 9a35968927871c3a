using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>What kind of transfer it is (field 23B).</summary>
public enum BankOperationCode
{
    /// <summary>A normal credit transfer.</summary>
    CRED,

    /// <summary>A test.</summary>
    CRTS,

    /// <summary>By the SWIFTPay service level.</summary>
    SPAY,

    /// <summary>By the priority service level.</summary>
    SPRI,

    /// <summary>By the standard service level.</summary>
    SSTD,
}

/// <summary>Field 23B: the bank operation code, 4!c; other codes are refused (T36).</summary>
/// <param name="Code">The code.</param>
public sealed record BankOperation(BankOperationCode Code) : IMtField<BankOperation>
{
    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Code.ToString()];

    /// <summary>Field 23B with this code.</summary>
    public static implicit operator BankOperation(BankOperationCode code) => new(code);

    /// <inheritdoc/>
    public static BankOperation Read(char? option, FieldText text)
    {
        var line = text.Single();
        var code = line.ToEnd(4, CharacterSet.C, "code", ErrorCodes.BankOperationCode);
        return Enum.TryParse<BankOperationCode>(code, out var known) && known.ToString() == code
            ? new BankOperation(known)
            : throw line.RefuseBack(
                code.Length,
                "code",
                code,
                string.Join(", ", Enum.GetNames<BankOperationCode>()),
                ErrorCodes.BankOperationCode
            );
    }
}
