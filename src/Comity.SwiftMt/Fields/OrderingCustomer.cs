using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 50a: the ordering customer, in option A, F or K.</summary>
public abstract record OrderingCustomer : IMtField<OrderingCustomer>
{
    private OrderingCustomer() { }

    /// <inheritdoc/>
    public abstract char? Option { get; }

    /// <inheritdoc/>
    public abstract ValueList<string> Lines { get; }

    /// <summary>Option A, by a BIC: [/34x], 4!a2!a2!c[3!c].</summary>
    public sealed record A : OrderingCustomer
    {
        /// <summary>A customer by its BIC.</summary>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public A(Bic bic, string? account = null) =>
            (Bic, Account) = (PartyLines.Bic(bic), PartyLines.Account(account));

        /// <summary>The BIC.</summary>
        public Bic Bic { get; }

        /// <summary>The account, without its slash.</summary>
        public string? Account { get; }

        /// <inheritdoc/>
        public override char? Option => 'A';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Account, [Bic.Value]);
    }

    /// <summary>Option F, in numbered lines as the FATF's recommendation 16 asks: 35x, 4*(1!n/33x).</summary>
    public sealed record F : OrderingCustomer
    {
        /// <summary>A customer in numbered lines.</summary>
        /// <param name="identifier">An account, or an official number.</param>
        /// <param name="details">1 to 4 lines, numbers 1 to 8, with a name (1) and a country (3).</param>
        /// <exception cref="FieldException">The lines do not fit.</exception>
        public F(CustomerIdentifier identifier, ValueList<PartyDetail> details) =>
            (Identifier, Details) = (identifier, PartyDetails.Check(details, 8, 1, identifier.IsFull));

        /// <summary>An account, or an official number.</summary>
        public CustomerIdentifier Identifier { get; }

        /// <summary>The numbered lines.</summary>
        public ValueList<PartyDetail> Details { get; }

        /// <inheritdoc/>
        public override char? Option => 'F';

        /// <inheritdoc/>
        public override ValueList<string> Lines =>
            [Identifier.ToString(), .. Details.Select(static detail => detail.ToString())];
    }

    /// <summary>Option K, by name and address: [/34x], 4*35x.</summary>
    public sealed record K : OrderingCustomer
    {
        /// <summary>A customer by name and address.</summary>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public K(ValueList<string> nameAndAddress, string? account = null)
        {
            Account = PartyLines.Account(account);
            NameAndAddress = PartyLines.NameAndAddress(nameAndAddress, account is null);
        }

        /// <summary>The account, without its slash.</summary>
        public string? Account { get; }

        /// <summary>1 to 4 lines of at most 35 characters, the name first.</summary>
        public ValueList<string> NameAndAddress { get; }

        /// <inheritdoc/>
        public override char? Option => 'K';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Account, NameAndAddress);
    }

    /// <inheritdoc/>
    public static OrderingCustomer Read(char? option, FieldText text)
    {
        switch (option)
        {
            case 'A':
                var (account, next) = PartyLines.ReadAccount(text);
                return new A(PartyLines.ReadBic(text, next), account);
            case 'F':
                return new F(CustomerIdentifier.Read(text.Line(0)), PartyDetails.Read(text, 1));
            case 'K':
                var (before, first) = PartyLines.ReadAccount(text);
                return new K(text.Lines.Skip(first).ToValueList(), before);
            default:
                throw FieldException.In("option", $"{option}", "A, F or K", ErrorCodes.UnexpectedTag);
        }
    }
}
