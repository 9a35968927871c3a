using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 25 or 25P: the account that a confirmation or statement is about; 35x, and with option P its owner's BIC.</summary>
public sealed record AccountIdentification : IMtField<AccountIdentification>
{
    private const int MaxLength = 35;

    /// <summary>An account.</summary>
    /// <param name="account">1 to 35 characters of the set x.</param>
    /// <param name="owner">Its owner's BIC, which makes it option P.</param>
    /// <exception cref="FieldException">A part does not fit.</exception>
    public AccountIdentification(string account, Bic? owner = null)
    {
        Account = Guard.Text(account, 1, MaxLength, CharacterSet.X, "account");
        Owner = owner is null ? null : PartyLines.Bic(owner);
    }

    /// <summary>The account.</summary>
    public string Account { get; }

    /// <summary>Its owner's BIC, in option P.</summary>
    public Bic? Owner { get; }

    /// <inheritdoc/>
    public char? Option => Owner is null ? null : 'P';

    /// <inheritdoc/>
    public ValueList<string> Lines => Owner is null ? [Account] : [Account, Owner.Value];

    /// <inheritdoc/>
    public static AccountIdentification Read(char? option, FieldText text)
    {
        if (option is null)
        {
            text.RequireAtMost(1);
        }

        var account = text.Line(0).ToEnd(MaxLength, CharacterSet.X, "account");
        return new AccountIdentification(account, option is null ? null : PartyLines.ReadBic(text, 1));
    }
}
