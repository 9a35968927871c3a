using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Agents as fields 52 to 58 (rules MX_To_MTAgentGeneric, MX_To_MTAccount): by the BIC in option A where there is one; else by name and
/// address in option D; else by what identifies them.
/// </summary>
internal sealed class MtAgents(MtContext context)
{
    private bool channelUsed;

    /// <summary>An agent as a field, in one of the options allowed.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="account">Its account.</param>
    /// <param name="path">The agent's path.</param>
    /// <param name="options">The options that the field has.</param>
    /// <param name="rtgs">Whether the payment asks for a real-time gross settlement system; stands with the first agent that may say so.</param>
    public FinancialInstitution? Of(
        BranchAndFinancialInstitutionIdentification6? agent,
        CashAccount38? account,
        string path,
        string options,
        bool rtgs = false
    )
    {
        if (agent is null)
        {
            return null;
        }

        var institution = agent.FinInstnId;
        var identifier = Identifier(institution, account, path, rtgs);
        if (institution.BICFI is { } bic)
        {
            context.Use(path + "/FinInstnId/BICFI");
            return new FinancialInstitution.A(Bic.From(bic.Value), identifier);
        }

        if (IsKnown(institution, identifier))
        {
            var lines = new MtAddress(context).Unnumbered(institution.Nm, institution.PstlAdr, path + "/FinInstnId");
            return new FinancialInstitution.D(Named(lines, identifier), identifier);
        }

        context.Use(path + "/FinInstnId/Nm", path + "/FinInstnId/PstlAdr");
        return WithoutName(institution, identifier, options, path);
    }

    /// <summary>An account as text, without its slash (rule MX_To_MTAccount).</summary>
    public string? Account(CashAccount38? account, string path)
    {
        switch (account?.Id)
        {
            case AccountIdentification4Choice.IBAN iban:
                context.Use(path + "/Id/IBAN");
                return iban.Value.Value;
            case AccountIdentification4Choice.Othr { Value: var other }:
                context.Use(path + "/Id/Othr/Id");
                var text = context.Text.Clean(other.Id.Value, path);
                return text.StartsWith('/') ? "." + text[1..] : text;
            default:
                return null;
        }
    }

    /// <summary>An agent in the words of field 72: its BIC, its name, or its number (rules MX_To_MT72, INS and INTA).</summary>
    public string? Words(BranchAndFinancialInstitutionIdentification6? agent, string path)
    {
        var institution = agent?.FinInstnId;
        if (institution?.BICFI is { } bic)
        {
            context.Use(path + "/FinInstnId/BICFI");
            return bic.Value;
        }

        if (institution?.Nm is { } name)
        {
            context.Use(path + "/FinInstnId/Nm");
            return name.Value;
        }

        if (institution?.ClrSysMmbId is not { } member)
        {
            return null;
        }

        context.Use(path + "/FinInstnId/ClrSysMmbId");
        return $"{(member.ClrSysId as ClearingSystemIdentification2Choice.Cd)?.Value.Value}{member.MmbId.Value}";
    }

    private static bool IsKnown(FinancialInstitutionIdentification18 institution, PartyIdentifier? identifier) =>
        institution.Nm is { } name
        && (
            name.Value != CodedText.NotProvided
            || institution.PstlAdr?.AdrLine is [var line, ..] && line.Value != CodedText.NotProvided
        )
        && !(identifier is null && name.Value.StartsWith("//", StringComparison.Ordinal));

    private FinancialInstitution? WithoutName(
        FinancialInstitutionIdentification18 institution,
        PartyIdentifier? identifier,
        string options,
        string path
    )
    {
        // A clearing code without equivalent had come as name and address.
        var given = identifier ?? FromName(institution);
        if (given is null)
        {
            context.Remarks.Missing(path, CodedText.NotProvided, "T20064");
            return null;
        }

        return options.Contains('C', StringComparison.Ordinal) && given.Indicator is null
                ? new FinancialInstitution.C(given)
            : options.Contains('B', StringComparison.Ordinal) ? new FinancialInstitution.B(given, null)
            : new FinancialInstitution.D([CodedText.NotProvided], given);
    }

    private static PartyIdentifier? FromName(FinancialInstitutionIdentification18 institution) =>
        institution.Nm?.Value is { Length: > 4 and <= 35 } name
        && name.StartsWith("//", StringComparison.Ordinal)
        && name is [_, _, >= 'A' and <= 'Z', >= 'A' and <= 'Z', ..]
            ? PartyIdentifier.OfClearing(name[2..4], name[4..])
            : null;

    private PartyIdentifier? Identifier(
        FinancialInstitutionIdentification18 institution,
        CashAccount38? account,
        string path,
        bool rtgs
    )
    {
        if (rtgs && institution.BICFI is { } bic)
        {
            if (!channelUsed)
            {
                channelUsed = true;
                return PartyIdentifier.OfClearing(bic.Value[4..6] == "US" ? "FW" : "RT");
            }
        }

        return Clearing(institution, path + "/FinInstnId/ClrSysMmbId") ?? OfAccount(account, path + "Acct");
    }

    private PartyIdentifier? Clearing(FinancialInstitutionIdentification18 institution, string path)
    {
        if (
            institution.ClrSysMmbId
                is not { ClrSysId: ClearingSystemIdentification2Choice.Cd { Value: var system } } member
            || !ClearingSystems.TryGetMt(system.Value, out var code)
        )
        {
            return null;
        }

        if (institution.BICFI is not null && ClearingSystems.ForbiddenBesideBic(code) is { } reason)
        {
            context.Use(path);
            context.Remarks.Missing(path, $"{system.Value} {member.MmbId.Value}", reason);
            return null;
        }

        context.Use(path);
        return PartyIdentifier.OfClearing(code, context.Text.Fit(member.MmbId.Value, 31, path));
    }

    private PartyIdentifier? OfAccount(CashAccount38? account, string path)
    {
        if (Account(account, path) is not { } text)
        {
            return null;
        }

        var isUniversal =
            account!.Id is AccountIdentification4Choice.Othr
            {
                Value.SchmeNm: AccountSchemeName1Choice.Cd { Value.Value: "CUID" }
            };
        if (isUniversal)
        {
            context.Use(path + "/Id/Othr/SchmeNm");
            return PartyIdentifier.OfClearing("CH", text);
        }

        // An account that looks like a letter before a slash would be read as one.
        return text is [>= 'A' and <= 'Z'] or [>= 'A' and <= 'Z', '/', ..]
            ? PartyIdentifier.OfAccount("." + text[1..])
            : PartyIdentifier.OfAccount(text);
    }

    private static ValueList<string> Named(ValueList<string> lines, PartyIdentifier? identifier) =>
        identifier is null && lines[0].StartsWith('/') ? ["." + lines[0][1..], .. lines.Skip(1)] : lines;
}
