using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Rules;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Fields 23E: the codes of service level, category purpose and instructions for the creditor's agent. Of two that contradict each other
/// the rules drop one (T15002 to T15005).
/// </summary>
internal static class MtInstructionCodes
{
    /// <summary>Instructions with a code become fields 23E; those without go to field 72.</summary>
    public static ValueList<Instruction> Of(
        IReadOnlyList<InstructionCode> codes,
        ValueList<InstructionForCreditorAgent1> instructions,
        string path,
        MtInstructions field72,
        MtContext context
    )
    {
        List<Instruction> all = codes.Distinct().Select(static code => new Instruction(code)).ToList();
        for (var i = 0; i < instructions.Count; i++)
        {
            var place = path + (i == 0 ? "" : $"[{i + 1}]");
            var text = instructions[i].InstrInf?.Value;
            context.Use(place);
            if (instructions[i].Cd is { } code)
            {
                Add(all, Enum.Parse<InstructionCode>(code.ToString()), text, place, context);
            }
            else if (text is not null)
            {
                field72.Add("ACC", text, place);
            }
        }

        return all.OrderBy(static instruction => instruction.Code).ToValueList();
    }

    private static void Add(List<Instruction> all, InstructionCode code, string? text, string path, MtContext context)
    {
        var others = all.Select(static instruction => instruction.Code).ToList();
        if (others.Contains(code))
        {
            context.Remarks.Missing(path, $"{code} {text}");
            return;
        }

        if (others.Where(other => !InstructionRules.Agree(code, other)).ToList() is [var against, ..])
        {
            var dropped = Weaker(code, against);
            context.Remarks.Missing(path, dropped.ToString(), Reason(code, against));
            if (dropped == code)
            {
                return;
            }

            all.RemoveAll(instruction => instruction.Code == dropped);
        }

        if (text is null || Instruction.TakesInformation(code))
        {
            all.Add(
                new Instruction(code, text is null ? null : context.Text.Fit(text, Instruction.MaxInformation, path))
            );
            return;
        }

        context.Remarks.Missing(path, text, "T15001");
        all.Add(new Instruction(code));
    }

    // What the rules drop: HOLD and CHQB beside the payment's own codes, CHQB beside HOLD, TELB beside PHOB.
    private static InstructionCode Weaker(InstructionCode one, InstructionCode other) => one > other ? one : other;

    private static string Reason(InstructionCode one, InstructionCode other) =>
        (one < other ? one : other) switch
        {
            InstructionCode.SDVA => "T15002",
            InstructionCode.INTC or InstructionCode.CORT => "T15003",
            InstructionCode.PHOB => "T15004",
            _ => "T15005",
        };
}
