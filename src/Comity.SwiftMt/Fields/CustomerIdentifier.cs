using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Which official number a customer has (first part of 50F; error T55 for others).</summary>
public enum CustomerNumberCode
{
    /// <summary>Alien registration number.</summary>
    ARNU,

    /// <summary>Passport number.</summary>
    CCPT,

    /// <summary>Customer identification number; the issuer stands before the number.</summary>
    CUST,

    /// <summary>Driver's licence number; the issuer stands before the number.</summary>
    DRLC,

    /// <summary>Employer number; the registration authority stands before the number.</summary>
    EMPL,

    /// <summary>National identity number.</summary>
    NIDN,

    /// <summary>Social security number.</summary>
    SOSE,

    /// <summary>Tax identification number.</summary>
    TXID,
}

/// <summary>The first line of 50F: an account, or an official number with its country.</summary>
public abstract record CustomerIdentifier
{
    private CustomerIdentifier() { }

    /// <summary>Whether the line is full, so that line 8 may continue it.</summary>
    internal bool IsFull => ToString().Length == PartyLines.MaxLength;

    /// <summary>An account: /34x.</summary>
    public sealed record Account : CustomerIdentifier
    {
        /// <summary>An account.</summary>
        /// <exception cref="FieldException">It is not 1 to 34 characters of the set x.</exception>
        public Account(string value) => Value = Guard.Text(value, 1, 34, CharacterSet.X, "account");

        /// <summary>The account, without its slash.</summary>
        public string Value { get; }

        /// <inheritdoc/>
        public override string ToString() => "/" + Value;
    }

    /// <summary>An official number: 4!a/2!a/27x.</summary>
    public sealed record Number : CustomerIdentifier
    {
        /// <summary>An official number.</summary>
        /// <param name="code">Which.</param>
        /// <param name="country">The country that issued it, ISO 3166.</param>
        /// <param name="value">1 to 27 characters; with CUST, DRLC and EMPL the issuer, a slash and the number.</param>
        /// <exception cref="FieldException">A part does not fit.</exception>
        public Number(CustomerNumberCode code, string country, string value)
        {
            Code = code;
            Country = Guard.Text(country, 2, 2, CharacterSet.A, "country", ErrorCodes.Country);
            Value = Guard.Text(value, 1, 27, CharacterSet.X, "number");
        }

        /// <summary>Which number.</summary>
        public CustomerNumberCode Code { get; }

        /// <summary>The country that issued it.</summary>
        public string Country { get; }

        /// <summary>The number, with CUST, DRLC and EMPL after its issuer and a slash.</summary>
        public string Value { get; }

        /// <inheritdoc/>
        public override string ToString() => $"{Code}/{Country}/{Value}";
    }

    internal static CustomerIdentifier Read(LineReader line)
    {
        if (line.Skip("/"))
        {
            return new Account(line.ToEnd(34, CharacterSet.X, "account"));
        }

        var code = line.Fixed(4, CharacterSet.A, "code", ErrorCodes.PartyLines);
        if (!Enum.TryParse<CustomerNumberCode>(code, out var known))
        {
            var allowed = string.Join(", ", Enum.GetNames<CustomerNumberCode>());
            throw line.RefuseBack(4, "code", code, allowed, ErrorCodes.PartyCode);
        }

        line.Expect("/", "country");
        var country = line.Fixed(2, CharacterSet.A, "country", ErrorCodes.Country);
        line.Expect("/", "number");
        return new Number(known, country, line.ToEnd(27, CharacterSet.X, "number"));
    }
}
