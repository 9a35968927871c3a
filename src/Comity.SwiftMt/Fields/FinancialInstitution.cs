using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>
/// Fields 51A to 58: an institution, in one of the options A to D. Which options a field has, its message says.
/// </summary>
public abstract record FinancialInstitution : IMtField<FinancialInstitution>
{
    private FinancialInstitution() { }

    /// <inheritdoc/>
    public abstract char? Option { get; }

    /// <inheritdoc/>
    public abstract ValueList<string> Lines { get; }

    /// <summary>The line before the institution: its account or its number in a clearing system.</summary>
    public abstract PartyIdentifier? Identifier { get; init; }

    /// <summary>Option A, by its BIC: [/1!a][/34x], 4!a2!a2!c[3!c].</summary>
    public sealed record A : FinancialInstitution
    {
        /// <summary>An institution by its BIC.</summary>
        /// <param name="bic">Four letters, two for the country, two letters or digits, and perhaps three more (T27).</param>
        /// <param name="identifier">Its account or number in a clearing system.</param>
        /// <exception cref="FieldException">The BIC has a digit among its first four characters.</exception>
        public A(Bic bic, PartyIdentifier? identifier = null) => (Bic, Identifier) = (PartyLines.Bic(bic), identifier);

        /// <summary>The BIC.</summary>
        public Bic Bic { get; }

        /// <inheritdoc/>
        public override PartyIdentifier? Identifier { get; init; }

        /// <inheritdoc/>
        public override char? Option => 'A';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Identifier, [Bic.Value]);
    }

    /// <summary>Option B, by its place: [/1!a][/34x], [35x]; at least one of both.</summary>
    public sealed record B : FinancialInstitution
    {
        /// <summary>An institution by an account, a place, or both.</summary>
        /// <exception cref="FieldException">Both are missing, or the place is not 1 to 35 characters of the set x.</exception>
        public B(PartyIdentifier? identifier, string? location)
        {
            if (identifier is null && location is null)
            {
                throw FieldException.In(
                    "option B",
                    "nothing",
                    "an identifier, a location, or both",
                    ErrorCodes.Missing
                );
            }

            Identifier = identifier;
            Location = location is null
                ? null
                : Guard.Lines([location], 1, 35, "location", identifier is null ? 0 : 1)[0];
        }

        /// <summary>The place.</summary>
        public string? Location { get; }

        /// <inheritdoc/>
        public override PartyIdentifier? Identifier { get; init; }

        /// <inheritdoc/>
        public override char? Option => 'B';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Identifier, Location is null ? [] : [Location]);
    }

    /// <summary>Option C, by its account or its number in a clearing system alone: /34x.</summary>
    public sealed record C : FinancialInstitution
    {
        /// <summary>An institution by an account or number.</summary>
        /// <exception cref="FieldException">The identifier has a letter before the account, which this option does not know.</exception>
        public C(PartyIdentifier identifier) =>
            Identifier =
                identifier.Indicator is null && identifier.Value is not null
                    ? identifier
                    : throw FieldException.In("party identifier", identifier.ToString(), "/34x", ErrorCodes.Delimiter);

        /// <inheritdoc/>
        public override PartyIdentifier? Identifier { get; init; }

        /// <inheritdoc/>
        public override char? Option => 'C';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Identifier, []);
    }

    /// <summary>Option D, by name and address: [/1!a][/34x], 4*35x.</summary>
    public sealed record D : FinancialInstitution
    {
        /// <summary>An institution by name and address.</summary>
        /// <param name="nameAndAddress">1 to 4 lines of at most 35 characters, the name first.</param>
        /// <param name="identifier">Its account or number in a clearing system.</param>
        /// <exception cref="FieldException">The lines do not fit.</exception>
        public D(ValueList<string> nameAndAddress, PartyIdentifier? identifier = null)
        {
            NameAndAddress = PartyLines.NameAndAddress(nameAndAddress, identifier is null);
            Identifier = identifier;
        }

        /// <summary>The lines, the name first.</summary>
        public ValueList<string> NameAndAddress { get; }

        /// <inheritdoc/>
        public override PartyIdentifier? Identifier { get; init; }

        /// <inheritdoc/>
        public override char? Option => 'D';

        /// <inheritdoc/>
        public override ValueList<string> Lines => PartyLines.Join(Identifier, NameAndAddress);
    }

    /// <inheritdoc/>
    public static FinancialInstitution Read(char? option, FieldText text)
    {
        switch (option)
        {
            case 'A':
                var (account, next) = PartyIdentifier.ReadOptional(text);
                return new A(PartyLines.ReadBic(text, next), account);
            case 'B':
                text.RequireAtMost(2);
                var (identifier, location) = PartyIdentifier.ReadOptional(text);
                text.RequireAtMost(location + 1);
                return new B(identifier, text.Lines.Count > location ? text.Lines[location] : null);
            case 'C':
                return new C(PartyIdentifier.Read(text.Single()));
            case 'D':
                var (before, first) = PartyIdentifier.ReadOptional(text);
                return new D(text.Lines.Skip(first).ToValueList(), before);
            default:
                throw FieldException.In("option", $"{option}", "A, B, C or D", ErrorCodes.UnexpectedTag);
        }
    }
}
