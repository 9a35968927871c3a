using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 59a: the beneficiary customer, without letter or in option A or F.</summary>
public abstract record BeneficiaryCustomer : IMtField<BeneficiaryCustomer>
{
    private BeneficiaryCustomer() { }

    /// <inheritdoc/>
    public abstract char? Option { get; }

    /// <inheritdoc/>
    public abstract ValueList<string> Lines { get; }

    /// <summary>The account, without its slash.</summary>
    public abstract string? Account { get; }

    /// <summary>Without letter, by name and address: [/34x], 4*35x.</summary>
    public sealed record Named : BeneficiaryCustomer
    {
        /// <summary>A customer by name and address.</summary>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public Named(ValueList<string> nameAndAddress, string? account = null)
        {
            Account = PartyLines.Account(account);
            NameAndAddress = PartyLines.NameAndAddress(nameAndAddress, account is null);
        }

        /// <summary>1 to 4 lines of at most 35 characters, the name first.</summary>
        public ValueList<string> NameAndAddress { get; }

        /// <inheritdoc/>
        public override string? Account { get; }

        /// <inheritdoc/>
        public override char? Option => null;

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Account, NameAndAddress);
    }

    /// <summary>Option A, by a BIC: [/34x], 4!a2!a2!c[3!c].</summary>
    public sealed record A : BeneficiaryCustomer
    {
        /// <summary>A customer by its BIC.</summary>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public A(Bic bic, string? account = null) =>
            (Bic, Account) = (PartyLines.Bic(bic), PartyLines.Account(account));

        /// <summary>The BIC.</summary>
        public Bic Bic { get; }

        /// <inheritdoc/>
        public override string? Account { get; }

        /// <inheritdoc/>
        public override char? Option => 'A';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Account, [Bic.Value]);
    }

    /// <summary>Option F, in numbered lines: [/34x], 4*(1!n/33x).</summary>
    public sealed record F : BeneficiaryCustomer
    {
        /// <summary>A customer in numbered lines.</summary>
        /// <param name="details">1 to 4 lines, numbers 1 to 3.</param>
        /// <param name="account">The account, without its slash.</param>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public F(ValueList<PartyDetail> details, string? account = null) =>
            (Account, Details) = (PartyLines.Account(account), PartyDetails.Check(details, 3, account is null ? 0 : 1));

        /// <summary>The numbered lines.</summary>
        public ValueList<PartyDetail> Details { get; }

        /// <inheritdoc/>
        public override string? Account { get; }

        /// <inheritdoc/>
        public override char? Option => 'F';

        /// <inheritdoc/>
        public override ValueList<string> Lines =>
            PartyLines.Join(Account, Details.Select(static detail => detail.ToString()).ToValueList());
    }

    /// <inheritdoc/>
    public static BeneficiaryCustomer Read(char? option, FieldText text)
    {
        var (account, next) = PartyLines.ReadAccount(text);
        return option switch
        {
            null => new Named(text.Lines.Skip(next).ToValueList(), account),
            'A' => new A(PartyLines.ReadBic(text, next), account),
            'F' => new F(PartyDetails.Read(text, next), account),
            _ => throw FieldException.In("option", $"{option}", "none, A or F", ErrorCodes.UnexpectedTag),
        };
    }
}
