using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Rules;

/// <summary>
/// The network validated rules of MT 103 (Standards MT, category 1, message reference guide 2015, MT 103 Network Validated Rules).
/// The numbers are those of the core message.
/// </summary>
internal static class Mt103Rules
{
    // The countries of rule C2.
    private static readonly HashSet<string> EuropeanCountries = new(
        (
            "AD AT BE BG BV CH CY CZ DE DK EE ES FI FR GB GF GI GP GR HU IE IS IT LI LT LU LV MC MQ MT NL NO PL PM PT RE RO SE SI "
            + "SJ SK SM TF VA"
        ).Split(' '),
        StringComparer.Ordinal
    );

    private static readonly MtRule<Mt103>[] Amounts =
    [
        new(
            "C1",
            "D75",
            "36",
            "an exchange rate if field 33B is there in another currency than field 32A, and else none",
            static m => m.ExchangeRate is not null == (m.Instructed is { } i && i.Currency != m.Settled.Currency)
        ),
        new(
            "C2",
            "D49",
            "33B",
            "field 33B, since sender and receiver are in countries of the European list",
            static m => m.Instructed is not null || !InEurope(m)
        ),
        new(
            "C15",
            "E13",
            "71F",
            "no field 71F where field 71A is OUR",
            static m => !Bears(m, ChargesCode.OUR) || NoSenders(m)
        ),
        new(
            "C15",
            "D50",
            "71G",
            "no field 71G where field 71A is SHA",
            static m => !Bears(m, ChargesCode.SHA) || m.ReceiverCharges is null
        ),
        new(
            "C15",
            "E15",
            "71F",
            "field 71F, and no field 71G, where field 71A is BEN",
            static m => !Bears(m, ChargesCode.BEN) || (!NoSenders(m) && m.ReceiverCharges is null)
        ),
        new(
            "C16",
            "D51",
            "33B",
            "field 33B, since there is field 71F or 71G",
            static m => m.Instructed is not null || (NoSenders(m) && m.ReceiverCharges is null)
        ),
        new(
            "C19",
            "C02",
            "71G",
            "the same currency in fields 71G and 32A",
            static m => m.ReceiverCharges is null || m.ReceiverCharges.Currency == m.Settled.Currency
        ),
    ];

    private static readonly MtRule<Mt103>[] ServiceLevels =
    [
        new(
            "C3",
            "E01",
            "23E",
            "only SDVA, INTC, TELB and PHOB in field 23E where field 23B is SPRI",
            static m =>
                !Is(m, BankOperationCode.SPRI)
                || m.Instructions.All(static i =>
                    i.Code
                        is InstructionCode.SDVA
                            or InstructionCode.INTC
                            or InstructionCode.TELB
                            or InstructionCode.PHOB
                )
        ),
        new(
            "C3",
            "E02",
            "23E",
            "no field 23E where field 23B is SSTD or SPAY",
            static m => !Is(m, BankOperationCode.SSTD, BankOperationCode.SPAY) || m.Instructions.Count == 0
        ),
        Level("C4", "E03", "53", "no option D", static m => m.SenderCorrespondent is not FinancialInstitution.D),
        Level(
            "C5",
            "E04",
            "53",
            "a party identifier in option B",
            static m => m.SenderCorrespondent is not FinancialInstitution.B { Identifier: null }
        ),
        Level(
            "C6",
            "E05",
            "54",
            "option A only",
            static m => m.ReceiverCorrespondent is null or FinancialInstitution.A
        ),
        Level(
            "C8",
            "E07",
            "55",
            "option A only",
            static m => m.ThirdReimbursementInstitution is null or FinancialInstitution.A
        ),
        new(
            "C10",
            "E16",
            "56",
            "no field 56a where field 23B is SPRI",
            static m => !Is(m, BankOperationCode.SPRI) || m.Intermediary is null
        ),
        new(
            "C10",
            "E17",
            "56",
            "option A, or option C with a clearing code, where field 23B is SSTD or SPAY",
            static m =>
                !Is(m, BankOperationCode.SSTD, BankOperationCode.SPAY)
                || m.Intermediary is null or FinancialInstitution.A
                || (m.Intermediary is FinancialInstitution.C c && c.Identifier!.TryGetClearing(out _, out _))
        ),
        Level(
            "C11",
            "E09",
            "57",
            "option A, C, or D with a party identifier",
            static m =>
                m.AccountWithInstitution
                    is null
                        or FinancialInstitution.A
                        or FinancialInstitution.C
                        or FinancialInstitution.D { Identifier: not null }
        ),
        Level("C12", "E10", "59", "an account", static m => m.Beneficiary.Account is not null),
    ];

    private static readonly MtRule<Mt103>[] Chains =
    [
        new(
            "C7",
            "E06",
            "55",
            "fields 53a and 54a, since there is field 55a",
            static m =>
                m.ThirdReimbursementInstitution is null
                || (m.SenderCorrespondent is not null && m.ReceiverCorrespondent is not null)
        ),
        new(
            "C9",
            "C81",
            "57",
            "field 57a, since there is field 56a",
            static m => m.Intermediary is null || m.AccountWithInstitution is not null
        ),
        new(
            "C13",
            "E18",
            "59",
            "no account where field 23E is CHQB",
            static m => m.Beneficiary.Account is null || !Instructs(m, InstructionCode.CHQB)
        ),
        new(
            "C17",
            "E44",
            "23E",
            "field 56a, since field 23E is TELI or PHOI",
            static m => m.Intermediary is not null || !Instructs(m, InstructionCode.TELI, InstructionCode.PHOI)
        ),
        new(
            "C18",
            "E45",
            "23E",
            "field 57a, since field 23E is TELE or PHON",
            static m =>
                m.AccountWithInstitution is not null || !Instructs(m, InstructionCode.TELE, InstructionCode.PHON)
        ),
        .. InstructionRules.All,
    ];

    private static readonly MtRule<Mt103>[] Core =
    [
        new("77T", "T13", "77T", "no field 77T without REMIT in field 119", static m => m.EnvelopeContents is null),
    ];

    private static readonly MtRule<Mt103>[] Remit =
    [
        new("77T", "T13", "77T", "field 77T, since field 119 says REMIT", static m => m.EnvelopeContents is not null),
        new("C14", "E12", "70", "no field 70 beside field 77T", static m => m.Remittance is null),
    ];

    private static readonly MtRule<Mt103>[] RejectReturn =
    [
        new(
            "72",
            "T80",
            "72",
            "the lines of the payments reject/return guidelines after /REJT/ or /RETN/",
            static m => RejectOrReturn.IsWellFormed(m.SenderToReceiver?.Lines)
        ),
    ];

    public static ValueList<BrokenRule> Broken(Mt103 message)
    {
        var own = message.Variant switch
        {
            Mt103Variant.Stp => [.. Core, .. Mt103StpRules.All],
            Mt103Variant.Remit => Remit,
            _ => Core,
        };
        return MtRule<Mt103>.Broken(message, [.. Amounts, .. ServiceLevels, .. Chains, .. own, .. RejectReturn]);
    }

    private static MtRule<Mt103> Level(
        string rule,
        string code,
        string field,
        string sentence,
        Func<Mt103, bool> holds
    ) =>
        new(
            rule,
            code,
            field,
            sentence + " where field 23B is SPRI, SSTD or SPAY",
            m => !Is(m, BankOperationCode.SPRI, BankOperationCode.SSTD, BankOperationCode.SPAY) || holds(m)
        );

    private static bool InEurope(Mt103 message) =>
        EuropeanCountries.Contains(message.Headers.Sender.CountryCode)
        && EuropeanCountries.Contains(message.Headers.Receiver.CountryCode);

    private static bool Bears(Mt103 message, ChargesCode code) => message.Charges.Code == code;

    private static bool NoSenders(Mt103 message) => message.SenderCharges.Count == 0;

    private static bool Is(Mt103 message, params ReadOnlySpan<BankOperationCode> codes) =>
        codes.Contains(message.BankOperation.Code);

    private static bool Instructs(Mt103 message, params InstructionCode[] codes) =>
        message.Instructions.Any(instruction => codes.Contains(instruction.Code));
}
