using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>
/// The address of a terminal on the network, twelve characters: a BIC with a letter or digit after its eighth character, which tells
/// terminals apart; the branch is XXX where there is none.
/// </summary>
public sealed record LogicalTerminal
{
    private const int Length = 12;

    /// <summary>An address.</summary>
    /// <exception cref="FieldException">It is not a BIC with a letter or digit after its eighth character.</exception>
    public LogicalTerminal(string value)
    {
        Guard.Text(value, Length, Length, CharacterSet.C, "logical terminal");
        Value = value;
        Bic = Bic.Check(value[..8] + value[9..]).TryGet(out var bic)
            ? bic
            : throw FieldException.In("logical terminal", value, "a BIC with a terminal code after it", ErrorCodes.Bic);
    }

    /// <summary>The twelve characters.</summary>
    public string Value { get; }

    /// <summary>The BIC, always of eleven characters.</summary>
    public Bic Bic { get; }

    /// <summary>The address of an institution's own terminal, code X.</summary>
    public static LogicalTerminal Of(Bic bic) => new($"{bic.BusinessParty}X{bic.Branch}");

    /// <summary>The twelve characters.</summary>
    public override string ToString() => Value;

    internal static LogicalTerminal Read(LineReader line)
    {
        var value = line.Fixed(Length, CharacterSet.C, "logical terminal");
        try
        {
            return new LogicalTerminal(value);
        }
        catch (FieldException fault)
        {
            throw line.RefuseBack(Length, "logical terminal", value, fault.Refusal.Allowed, fault.Refusal.ErrorCode);
        }
    }
}
