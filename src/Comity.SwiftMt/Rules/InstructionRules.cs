using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Rules;

/// <summary>What holds between several fields 23E (Standards MT, MT 103 Field Specifications, field 23E).</summary>
internal static class InstructionRules
{
    // Error D67.
    private static readonly (InstructionCode, InstructionCode)[] Exclusive =
    [
        (InstructionCode.SDVA, InstructionCode.HOLD),
        (InstructionCode.SDVA, InstructionCode.CHQB),
        (InstructionCode.INTC, InstructionCode.HOLD),
        (InstructionCode.INTC, InstructionCode.CHQB),
        (InstructionCode.REPA, InstructionCode.HOLD),
        (InstructionCode.REPA, InstructionCode.CHQB),
        (InstructionCode.REPA, InstructionCode.CORT),
        (InstructionCode.CORT, InstructionCode.HOLD),
        (InstructionCode.CORT, InstructionCode.CHQB),
        (InstructionCode.HOLD, InstructionCode.CHQB),
        (InstructionCode.PHOB, InstructionCode.TELB),
        (InstructionCode.PHON, InstructionCode.TELE),
        (InstructionCode.PHOI, InstructionCode.TELI),
    ];

    public static MtRule<Mt103>[] All { get; } =
    [
        new(
            "23E",
            "D98",
            "23E",
            $"the codes of field 23E in the order {string.Join(", ", Enum.GetNames<InstructionCode>())}",
            static m => Codes(m).SequenceEqual(Codes(m).Order())
        ),
        new(
            "23E",
            "E46",
            "23E",
            "each code of field 23E once",
            static m => Codes(m).Distinct().Count() == Codes(m).Count()
        ),
        new(
            "23E",
            "D67",
            "23E",
            "no two codes in field 23E that contradict each other: "
                + string.Join(", ", Exclusive.Select(static pair => $"{pair.Item1} with {pair.Item2}")),
            static m => !Exclusive.Any(pair => Codes(m).Contains(pair.Item1) && Codes(m).Contains(pair.Item2))
        ),
    ];

    /// <summary>Whether two codes may stand together.</summary>
    public static bool Agree(InstructionCode one, InstructionCode other) =>
        !Exclusive.Contains((one, other)) && !Exclusive.Contains((other, one));

    private static IEnumerable<InstructionCode> Codes(Mt103 message) => message.Instructions.Select(static i => i.Code);
}
