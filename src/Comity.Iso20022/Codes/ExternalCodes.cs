using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Codes;

/// <summary>The external code sets. Each is read when first asked for.</summary>
public static class ExternalCodes
{
    private static readonly FrozenDictionary<string, Lazy<ExternalCodeSet>> Sets = EmbeddedList
        .Names("Sets")
        .ToFrozenDictionary(
            static name => name,
            static name => new Lazy<ExternalCodeSet>(() => ExternalCodeSet.Load(name)),
            StringComparer.Ordinal
        );

    /// <summary>ExternalBalanceType1Code: what a balance is (camt.052, camt.053, <c>Bal/Tp</c>).</summary>
    public static ExternalCodeSet BalanceType => Set("ExternalBalanceType1Code");

    /// <summary>ExternalCancellationReason1Code: why a payment is asked back (camt.056, <c>CxlRsnInf</c>).</summary>
    public static ExternalCodeSet CancellationReason => Set("ExternalCancellationReason1Code");

    /// <summary>ExternalCashClearingSystem1Code: the system in which cash is cleared (<c>ClrSys</c>).</summary>
    public static ExternalCodeSet CashClearingSystem => Set("ExternalCashClearingSystem1Code");

    /// <summary>ExternalCategoryPurpose1Code: what kind of payment it is, for the banks (<c>CtgyPurp</c>).</summary>
    public static ExternalCodeSet CategoryPurpose => Set("ExternalCategoryPurpose1Code");

    /// <summary>ExternalClearingSystemIdentification1Code: how a bank is numbered in its country (<c>ClrSysMmbId</c>); see <see cref="Identifiers.ClearingMember"/>.</summary>
    public static ExternalCodeSet ClearingSystemIdentification => Set("ExternalClearingSystemIdentification1Code");

    /// <summary>ExternalCorporateActionEventType1Code: what happens to a security.</summary>
    public static ExternalCodeSet CorporateActionEventType => Set("ExternalCorporateActionEventType1Code");

    /// <summary>ExternalDocumentType1Code: what a document is that a payment is for (<c>RfrdDocInf</c>).</summary>
    public static ExternalCodeSet DocumentType => Set("ExternalDocumentType1Code");

    /// <summary>ExternalIncoterms1Code: who bears what in a delivery.</summary>
    public static ExternalCodeSet Incoterms => Set("ExternalIncoterms1Code");

    /// <summary>ExternalLocalInstrument1Code: how a payment is made where it is made (<c>LclInstrm</c>).</summary>
    public static ExternalCodeSet LocalInstrument => Set("ExternalLocalInstrument1Code");

    /// <summary>ExternalOrganisationIdentification1Code: what an organisation's number is (<c>OrgId/Othr/SchmeNm</c>).</summary>
    public static ExternalCodeSet OrganisationIdentification => Set("ExternalOrganisationIdentification1Code");

    /// <summary>ExternalPaymentCancellationRejection1Code: why a payment is not given back (camt.029, <c>CxlStsRsnInf</c>).</summary>
    public static ExternalCodeSet CancellationRejection => Set("ExternalPaymentCancellationRejection1Code");

    /// <summary>ExternalPaymentGroupStatus1Code: where a group of payments stands (pacs.002, <c>GrpSts</c>).</summary>
    public static ExternalCodeSet GroupStatus => Set("ExternalPaymentGroupStatus1Code");

    /// <summary>ExternalPaymentTransactionStatus1Code: where a payment stands (pacs.002, <c>TxSts</c>).</summary>
    public static ExternalCodeSet TransactionStatus => Set("ExternalPaymentTransactionStatus1Code");

    /// <summary>ExternalProxyAccountType1Code: what stands for an account (<c>Prxy</c>): a telephone number, an address.</summary>
    public static ExternalCodeSet ProxyAccountType => Set("ExternalProxyAccountType1Code");

    /// <summary>ExternalPurpose1Code: what a payment is for, between its parties (<c>Purp</c>).</summary>
    public static ExternalCodeSet Purpose => Set("ExternalPurpose1Code");

    /// <summary>ExternalRejectedReason1Code: why something is rejected (admi messages).</summary>
    public static ExternalCodeSet RejectedReason => Set("ExternalRejectedReason1Code");

    /// <summary>ExternalReturnReason1Code: why a payment is sent back (pacs.004, <c>RtrRsnInf</c>).</summary>
    public static ExternalCodeSet ReturnReason => Set("ExternalReturnReason1Code");

    /// <summary>ExternalSecuritiesPurpose1Code: what a settlement instruction is for.</summary>
    public static ExternalCodeSet SecuritiesPurpose => Set("ExternalSecuritiesPurpose1Code");

    /// <summary>ExternalServiceLevel1Code: by which rules a payment is handled (<c>SvcLvl</c>).</summary>
    public static ExternalCodeSet ServiceLevel => Set("ExternalServiceLevel1Code");

    /// <summary>ExternalStatusReason1Code: why a payment stands where it does (pacs.002, <c>StsRsnInf</c>).</summary>
    public static ExternalCodeSet StatusReason => Set("ExternalStatusReason1Code");

    /// <summary>Every set, in order of name.</summary>
    public static IReadOnlyList<ExternalCodeSet> All =>
        [.. Sets.Values.Select(static set => set.Value).OrderBy(static set => set.Name, StringComparer.Ordinal)];

    /// <summary>A set by its name in the standard, which is the name of its type in the schemas.</summary>
    public static bool TryGetSet(string name, [NotNullWhen(true)] out ExternalCodeSet? set)
    {
        set = Sets.TryGetValue(name, out var found) ? found.Value : null;
        return set is not null;
    }

    /// <summary>What a code is worth on a day.</summary>
    /// <param name="set">The set's name in the standard: <c>ExternalStatusReason1Code</c>.</param>
    /// <param name="code">The code: <c>AC04</c>.</param>
    /// <param name="on">The day.</param>
    public static CodeAnswer Find(string set, string code, DateOnly on) =>
        TryGetSet(set, out var found) ? found.Find(code, on) : new CodeAnswer.UnknownSet(set);

    private static ExternalCodeSet Set(string name) => Sets[name].Value;
}
