using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Rules;

/// <summary>
/// What MT 103 STP asks for beyond the core message (Standards MT, category 1, MT 103 STP: differences with the core MT 103, and
/// field specifications).
/// </summary>
internal static class Mt103StpRules
{
    public static MtRule<Mt103>[] All { get; } =
    [
        new(
            "STP",
            "T48",
            "23E",
            "only CORT, INTC, REPA and SDVA in field 23E",
            static m =>
                m.Instructions.All(static i =>
                    i.Code
                        is InstructionCode.CORT
                            or InstructionCode.INTC
                            or InstructionCode.REPA
                            or InstructionCode.SDVA
                )
        ),
        new("STP", "T13", "51A", "no field 51A", static m => m.SendingInstitution is null),
        OptionA("52", static m => m.OrderingInstitution),
        new(
            "STP",
            "T13",
            "53",
            "option A or B in field 53a",
            static m => m.SenderCorrespondent is not FinancialInstitution.D
        ),
        new(
            "STP",
            "E04",
            "53",
            "a party identifier in field 53B",
            static m => m.SenderCorrespondent is not FinancialInstitution.B { Identifier: null }
        ),
        OptionA("54", static m => m.ReceiverCorrespondent),
        OptionA("55", static m => m.ThirdReimbursementInstitution),
        OptionA("56", static m => m.Intermediary),
        OptionA("57", static m => m.AccountWithInstitution),
        new("STP", "E10", "59", "an account in field 59a", static m => m.Beneficiary.Account is not null),
        new(
            "STP",
            "T81",
            "72",
            "neither /REJT/ nor /RETN/ in field 72",
            static m => m.SenderToReceiver is null || !m.SenderToReceiver.Lines.Any(IsRejectOrReturn)
        ),
        new(
            "STP",
            "T27",
            "72",
            "a BIC after /INS/ in field 72",
            static m => m.SenderToReceiver is null || m.SenderToReceiver.Lines.All(HasBicAfterInstructing)
        ),
    ];

    private static MtRule<Mt103> OptionA(string field, Func<Mt103, FinancialInstitution?> value) =>
        new("STP", "T13", field, $"option A in field {field}a", m => value(m) is null or FinancialInstitution.A);

    private static bool IsRejectOrReturn(string line) =>
        line.StartsWith("/REJT/", StringComparison.Ordinal) || line.StartsWith("/RETN/", StringComparison.Ordinal);

    private static bool HasBicAfterInstructing(string line) =>
        !line.StartsWith("/INS/", StringComparison.Ordinal) || Bic.Check(line[5..]).TryGet(out _);
}
