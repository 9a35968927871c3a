using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>An institution and its account, of a field.</summary>
/// <param name="Agent">The institution.</param>
/// <param name="Account">Its account, where the field has one.</param>
/// <param name="IsRtgs">Whether the field asks for a real-time gross settlement system.</param>
internal sealed record IsoAgent(
    BranchAndFinancialInstitutionIdentification6 Agent,
    CashAccount38? Account = null,
    bool IsRtgs = false
);

/// <summary>
/// Fields 52 to 58 as agents (rules MT_To_MXAgent, MT_To_MXClearingIdentifier and, for codes without equivalent,
/// MT_To_MXClearingSystemToNameAndAddressLine; known through Reframe's analysis of the MT 103 rules, TR002, TR003 and TR015).
/// </summary>
internal static class IsoAgents
{
    public static BranchAndFinancialInstitutionIdentification6 Of(Bic bic) =>
        new() { FinInstnId = new FinancialInstitutionIdentification18 { BICFI = bic.Value } };

    /// <summary>An institution of which only a name is known; its address is a dummy.</summary>
    public static BranchAndFinancialInstitutionIdentification6 Named(string name) =>
        new() { FinInstnId = Address(new FinancialInstitutionIdentification18 { Nm = name }, []) };

    public static IsoAgent? Of(FinancialInstitution? field, string tag, Remarks remarks) =>
        field is null ? null : Translate(field, tag, remarks);

    /// <summary>An account; an IBAN where its check digits are right.</summary>
    public static CashAccount38 Account(string account) =>
        new()
        {
            Id = Iban.Check(account).TryGet(out var iban)
                ? new AccountIdentification4Choice.IBAN(iban.Value)
                : new AccountIdentification4Choice.Othr(new GenericAccountIdentification1 { Id = account }),
        };

    private static IsoAgent Translate(FinancialInstitution field, string tag, Remarks remarks)
    {
        var source = tag + field.Option;
        var parts = Identifier(field, source, remarks);
        var institution = field switch
        {
            FinancialInstitution.A a => new FinancialInstitutionIdentification18
            {
                BICFI = a.Bic.Value,
                ClrSysMmbId = parts.Member,
            },
            FinancialInstitution.D d => Address(
                new FinancialInstitutionIdentification18 { Nm = d.NameAndAddress[0], ClrSysMmbId = parts.Member },
                d.NameAndAddress.Skip(1)
            ),
            FinancialInstitution.B { Location: { } location } => Address(
                new FinancialInstitutionIdentification18 { Nm = CodedText.NotProvided, ClrSysMmbId = parts.Member },
                [location]
            ),
            _ => Address(
                new FinancialInstitutionIdentification18
                {
                    Nm = parts.Name ?? CodedText.NotProvided,
                    ClrSysMmbId = parts.Member,
                },
                parts.Name is null ? [] : [parts.Name]
            ),
        };
        var agent = new BranchAndFinancialInstitutionIdentification6 { FinInstnId = institution };
        return new IsoAgent(agent, parts.Account, parts.IsRtgs);
    }

    private static IdentifierParts Identifier(FinancialInstitution field, string source, Remarks remarks)
    {
        var identifier = field.Identifier;
        if (identifier is null)
        {
            return new IdentifierParts();
        }

        if (identifier.Indicator is not null)
        {
            remarks.Missing(source, $"/{identifier.Indicator}", "T11008");
        }

        if (identifier.TryGetClearing(out var code, out var member))
        {
            return Clearing(field, code, member, source, remarks);
        }

        return identifier.Account is null
            ? new IdentifierParts()
            : new IdentifierParts { Account = Account(identifier.Account) };
    }

    private static IdentifierParts Clearing(
        FinancialInstitution field,
        string code,
        string member,
        string source,
        Remarks remarks
    )
    {
        var besideBic = field is FinancialInstitution.A;
        switch (code)
        {
            case "CH" when member.Length == 0:
                remarks.Missing(source, "//CH", "T11013");
                return new IdentifierParts();
            case "CH":
                return new IdentifierParts { Account = UniversalIdentifier(member) };
            case "RT" or "FW" when besideBic || (code == "RT" && member.Length == 0):
                if (member.Length > 0)
                {
                    remarks.Missing(source, $"//{code}{member}", "T11016");
                    return new IdentifierParts();
                }

                return new IdentifierParts { IsRtgs = true };
        }

        if (ClearingSystems.TryGetIso(code, member, out var iso) && member.Length > 0)
        {
            return new IdentifierParts
            {
                Member = new ClearingSystemMemberIdentification2
                {
                    ClrSysId = new ClearingSystemIdentification2Choice.Cd(iso),
                    MmbId = member,
                },
            };
        }

        var text = $"//{code}{member}";
        if (field is FinancialInstitution.C)
        {
            remarks.Changed(source, text, "T11002");
            return new IdentifierParts { Name = text };
        }

        remarks.Missing(source, text, "T11014");
        return new IdentifierParts();
    }

    // CHIPS universal identifiers are accounts to ISO 20022.
    private static CashAccount38 UniversalIdentifier(string member) =>
        new()
        {
            Id = new AccountIdentification4Choice.Othr(
                new GenericAccountIdentification1 { Id = member, SchmeNm = new AccountSchemeName1Choice.Cd("CUID") }
            ),
        };

    private static FinancialInstitutionIdentification18 Address(
        FinancialInstitutionIdentification18 institution,
        IEnumerable<string> lines
    )
    {
        var address = lines.Select(static line => (Max70Text)line).ToValueList();
        return institution with
        {
            PstlAdr = new PostalAddress24 { AdrLine = address.Count > 0 ? address : [CodedText.NotProvided] },
        };
    }

    private sealed record IdentifierParts
    {
        public ClearingSystemMemberIdentification2? Member { get; init; }

        public CashAccount38? Account { get; init; }

        public string? Name { get; init; }

        public bool IsRtgs { get; init; }
    }
}
