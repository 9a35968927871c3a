using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// Fields 50a and 59a as parties (rules MT_To_MXParty, MT_To_MXFATFNameAndAddress and MT_To_MXFATFIdentification). Numbered lines of
/// street and town become address lines that keep their numbers, as the public pairs of messages have it, so that they come back.
/// </summary>
internal static class IsoParties
{
    private const int MaxNumber = 35;

    public static (PartyIdentification135 Party, CashAccount38? Account) Of(
        OrderingCustomer customer,
        Remarks remarks
    ) =>
        customer switch
        {
            OrderingCustomer.A a => (OfBic(a.Bic.Value), Account(a.Account)),
            OrderingCustomer.K k => (Named(k.NameAndAddress), Account(k.Account)),
            OrderingCustomer.F f => (
                Numbered(f.Details, f.Identifier, remarks),
                Account((f.Identifier as CustomerIdentifier.Account)?.Value)
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static (PartyIdentification135 Party, CashAccount38? Account) Of(
        BeneficiaryCustomer customer,
        Remarks remarks
    ) =>
        customer switch
        {
            BeneficiaryCustomer.A a => (OfBic(a.Bic.Value), Account(a.Account)),
            BeneficiaryCustomer.Named n => (Named(n.NameAndAddress), Account(n.Account)),
            BeneficiaryCustomer.F f => (Numbered(f.Details, null, remarks), Account(f.Account)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static CashAccount38? Account(string? account) =>
        account is null or CodedText.NotProvided ? null : IsoAgents.Account(account);

    private static PartyIdentification135 OfBic(string bic) =>
        new() { Id = new Party38Choice.OrgId(new OrganisationIdentification29 { AnyBIC = bic }) };

    private static PartyIdentification135 Named(ValueList<string> lines) =>
        new() { Nm = lines[0], PstlAdr = Address(lines.Skip(1)) };

    private static PartyIdentification135 Numbered(
        ValueList<PartyDetail> details,
        CustomerIdentifier? identifier,
        Remarks remarks
    )
    {
        var name = CodedText.Join(Texts(details, 1), PartyDetails.MaxText);
        var address = details.Where(static d => d.Number is 2 or 3).Select(static d => d.ToString());
        var person = Person(details, identifier as CustomerIdentifier.Number, remarks);
        return new PartyIdentification135
        {
            Nm = name,
            PstlAdr = Address(address),
            Id = person is null ? null : new Party38Choice.PrvtId(person),
        };
    }

    // Line 8 continues the last number before it.
    private static PersonIdentification13? Person(
        ValueList<PartyDetail> details,
        CustomerIdentifier.Number? number,
        Remarks remarks
    )
    {
        List<(string Code, string Text)> numbers = [];
        if (number is not null)
        {
            numbers.Add((number.Code.ToString(), $"{number.Country}/{number.Value}"));
        }

        numbers.AddRange(Texts(details, 6).Select(static text => ("CUST", text)));
        numbers.AddRange(Texts(details, 7).Select(static text => ("NIDN", text)));
        if (numbers.Count > 0)
        {
            numbers[^1] = (numbers[^1].Code, numbers[^1].Text + string.Concat(Texts(details, 8)));
        }

        var birth = Birth(details);
        return numbers.Count == 0 && birth is null
            ? null
            : new PersonIdentification13
            {
                DtAndPlcOfBirth = birth,
                Othr = numbers.Select(n => Identification(n.Code, n.Text, remarks)).ToValueList(),
            };
    }

    // The issuer's country, perhaps the issuer after a slash, then the number: DE/ABC BANK/123, DE/123.
    private static GenericPersonIdentification1 Identification(string code, string text, Remarks remarks)
    {
        var slash = code is "CUST" or "DRLC" or "EMPL" ? text.IndexOf('/', 3) : -1;
        var (issuer, id) = slash > 0 ? (text[..slash], text[(slash + 1)..]) : (text[..2], text[3..]);
        if (id.Length > MaxNumber)
        {
            remarks.Truncated("50F", id);
            id = id[..(MaxNumber - 1)] + "+";
        }

        return new GenericPersonIdentification1
        {
            Id = id.Length == 0 ? CodedText.NotProvided : id,
            SchmeNm = new PersonIdentificationSchemeName1Choice.Cd(code),
            Issr = issuer,
        };
    }

    private static DateAndPlaceOfBirth1? Birth(ValueList<PartyDetail> details)
    {
        var date = Texts(details, 4).FirstOrDefault();
        var place = Texts(details, 5).FirstOrDefault();
        return date is null || place is null
            ? null
            : new DateAndPlaceOfBirth1
            {
                BirthDt = $"{date[..4]}-{date[4..6]}-{date[6..]}",
                CtryOfBirth = place[..2],
                CityOfBirth = place[3..],
            };
    }

    private static IEnumerable<string> Texts(ValueList<PartyDetail> details, int number) =>
        details.Where(detail => detail.Number == number).Select(static detail => detail.Text);

    private static PostalAddress24? Address(IEnumerable<string> lines)
    {
        var address = lines.Select(static line => (Max70Text)line).ToValueList();
        return address.Count == 0 ? null : new PostalAddress24 { AdrLine = address };
    }
}
