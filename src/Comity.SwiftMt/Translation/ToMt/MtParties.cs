using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Parties as fields 50a and 59a (rules MX_To_MTDebtorGeneric and MX_To_MTCreditorGeneric; pacs008 TR025 and TR026 in WSO2's module):
/// option A by BIC; F where the address has a country, or lines that came from an MT; else name and address.
/// </summary>
internal sealed class MtParties(MtContext context)
{
    private readonly MtAgents agents = new(context);
    private readonly MtAddress address = new(context);

    public OrderingCustomer Ordering(PartyIdentification135 party, CashAccount38? account, string path)
    {
        var text = agents.Account(account, path + "Acct");
        if (BicOf(party, path) is { } bic)
        {
            return new OrderingCustomer.A(bic, text);
        }

        if (party.PstlAdr is { } postal && (postal.Ctry is not null || MtAddress.IsNumbered(postal)))
        {
            var (identifier, more) = Identifications(party, text, path);
            return new OrderingCustomer.F(identifier, address.Numbered(party.Nm, postal, path, more));
        }

        return new OrderingCustomer.K(Named(address.Unnumbered(party.Nm, party.PstlAdr, path), text), text);
    }

    public BeneficiaryCustomer Beneficiary(PartyIdentification135 party, CashAccount38? account, string path)
    {
        var text = agents.Account(account, path + "Acct");
        if (BicOf(party, path) is { } bic)
        {
            return new BeneficiaryCustomer.A(bic, text);
        }

        return party.PstlAdr is { } postal && (postal.Ctry is not null || MtAddress.IsNumbered(postal))
            ? new BeneficiaryCustomer.F(address.Numbered(party.Nm, postal, path, []), text)
            : new BeneficiaryCustomer.Named(Named(address.Unnumbered(party.Nm, party.PstlAdr, path), text), text);
    }

    private Bic? BicOf(PartyIdentification135 party, string path)
    {
        if (party.Id is not Party38Choice.OrgId { Value.AnyBIC: { } bic })
        {
            return null;
        }

        context.Use(path + "/Id/OrgId/AnyBIC");
        return Bic.From(bic.Value);
    }

    // The first official number is the first line where there is no account; a customer and a national number may follow as lines 6 and 7.
    private (CustomerIdentifier Identifier, List<PartyDetail> More) Identifications(
        PartyIdentification135 party,
        string? account,
        string path
    )
    {
        CustomerIdentifier? identifier = account is null ? null : new CustomerIdentifier.Account(account);
        List<PartyDetail> more = [];
        if (party.Id is not Party38Choice.PrvtId { Value: var person })
        {
            return (identifier ?? new CustomerIdentifier.Account(CodedText.NotProvided), more);
        }

        more.AddRange(Birth(person.DtAndPlcOfBirth, path + "/Id/PrvtId/DtAndPlcOfBirth"));
        var rest = "";
        for (var i = 0; i < person.Othr.Count; i++)
        {
            var otherPath = path + "/Id/PrvtId/Othr" + (i == 0 ? "" : $"[{i + 1}]");
            if (Number(person.Othr[i]) is not var (code, country, number))
            {
                continue;
            }

            if (identifier is null)
            {
                context.Use(otherPath);
                identifier = new CustomerIdentifier.Number(code, country, Head(number, 27, ref rest, otherPath));
            }
            else if (code is CustomerNumberCode.CUST or CustomerNumberCode.NIDN && rest.Length == 0)
            {
                context.Use(otherPath);
                var line = code == CustomerNumberCode.CUST ? 6 : 7;
                more.Add(new PartyDetail(line, Head($"{country}/{number}", PartyDetails.MaxText, ref rest, otherPath)));
            }
        }

        if (rest.Length > 0)
        {
            more.Add(new PartyDetail(8, rest));
        }

        more = more.OrderBy(static detail => detail.Number).DistinctBy(static detail => detail.Number).ToList();
        return (identifier ?? new CustomerIdentifier.Account(CodedText.NotProvided), more);
    }

    private IEnumerable<PartyDetail> Birth(DateAndPlaceOfBirth1? birth, string path)
    {
        if (birth is null)
        {
            yield break;
        }

        context.Use(path + "/BirthDt", path + "/CtryOfBirth", path + "/CityOfBirth");
        yield return new PartyDetail(4, birth.BirthDt.Date.ToString("yyyyMMdd"));
        yield return new PartyDetail(
            5,
            context.Text.Fit($"{birth.CtryOfBirth.Value}/{birth.CityOfBirth.Value}", PartyDetails.MaxText, path)
        );
    }

    // The issuer begins with its country: DE, or DE/ABC BANK.
    private static (CustomerNumberCode Code, string Country, string Number)? Number(GenericPersonIdentification1 other)
    {
        if (
            other.SchmeNm is not PersonIdentificationSchemeName1Choice.Cd { Value.Value: var scheme }
            || !Enum.TryParse<CustomerNumberCode>(scheme, out var code)
            || other.Issr?.Value is not { } issuer
            || issuer
                is not ([>= 'A' and <= 'Z', >= 'A' and <= 'Z'] or [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '/', _, ..])
        )
        {
            return null;
        }

        var before = issuer.Length > 2 ? issuer[3..] + "/" : "";
        return (code, issuer[..2], before + other.Id.Value);
    }

    // What does not fit goes on in line 8, as far as that goes.
    private string Head(string text, int length, ref string rest, string path)
    {
        var clean = context.Text.Clean(text, path);
        if (clean.Length <= length)
        {
            return clean;
        }

        rest = context.Text.Fit(clean[length..], PartyDetails.MaxText, path);
        return clean[..length];
    }

    private static ValueList<string> Named(ValueList<string> lines, string? account) =>
        account is null && lines[0].StartsWith('/') ? ["." + lines[0][1..], .. lines.Skip(1)] : lines;
}
