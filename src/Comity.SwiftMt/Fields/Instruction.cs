using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>What field 23E may instruct, in the order in which several must stand (D98).</summary>
public enum InstructionCode
{
    /// <summary>Execute with same day value.</summary>
    SDVA,

    /// <summary>A payment between companies of one group.</summary>
    INTC,

    /// <summary>Belongs to an e-payments reference.</summary>
    REPA,

    /// <summary>Settles a trade.</summary>
    CORT,

    /// <summary>The beneficiary will call; pay upon identification.</summary>
    HOLD,

    /// <summary>Pay by cheque only.</summary>
    CHQB,

    /// <summary>Advise the beneficiary by phone.</summary>
    PHOB,

    /// <summary>Advise the beneficiary by the quickest means of telecommunication.</summary>
    TELB,

    /// <summary>Advise the account with institution by phone.</summary>
    PHON,

    /// <summary>Advise the account with institution by the quickest means of telecommunication.</summary>
    TELE,

    /// <summary>Advise the intermediary by phone.</summary>
    PHOI,

    /// <summary>Advise the intermediary by the quickest means of telecommunication.</summary>
    TELI,
}

/// <summary>
/// Field 23E: an instruction, 4!c[/30x]. Further words are allowed with HOLD, PHOB, PHOI, PHON, REPA, TELB, TELE and TELI only (D97).
/// </summary>
public sealed record Instruction : IMtField<Instruction>
{
    /// <summary>Longest further information, in characters.</summary>
    public const int MaxInformation = 30;

    /// <summary>An instruction.</summary>
    /// <param name="code">What is to be done.</param>
    /// <param name="information">Further words, 30x; null for none.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public Instruction(InstructionCode code, string? information = null)
    {
        Code = code;
        if (information is null)
        {
            return;
        }

        if (!TakesInformation(code))
        {
            throw FieldException.In("information", information, $"no further words with {code}", "D97");
        }

        Information = Guard.Text(information, 1, MaxInformation, CharacterSet.X, "information");
    }

    /// <summary>What is to be done.</summary>
    public InstructionCode Code { get; }

    /// <summary>Further words, if any.</summary>
    public string? Information { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Information is null ? Code.ToString() : $"{Code}/{Information}"];

    /// <summary>Whether further words may follow <paramref name="code"/>.</summary>
    public static bool TakesInformation(InstructionCode code) =>
        code is not (InstructionCode.SDVA or InstructionCode.INTC or InstructionCode.CORT or InstructionCode.CHQB);

    /// <inheritdoc/>
    public static Instruction Read(char? option, FieldText text)
    {
        var line = text.Single();
        var code = line.Fixed(4, CharacterSet.C, "code", ErrorCodes.InstructionCode);
        if (!Enum.TryParse<InstructionCode>(code, out var known) || known.ToString() != code)
        {
            var allowed = string.Join(", ", Enum.GetNames<InstructionCode>());
            throw line.RefuseBack(4, "code", code, allowed, ErrorCodes.InstructionCode);
        }

        string? information = null;
        if (!line.AtEnd)
        {
            line.Expect("/", "information");
            information = line.ToEnd(MaxInformation, CharacterSet.X, "information");
        }

        return new Instruction(known, information);
    }
}
