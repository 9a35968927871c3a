using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Field 72 (rule MX_To_MT72FullField), filled in the order of the rule: intermediaries, service level, local instrument, category
/// purpose, instructions for the creditor's agent, for the next agent, previous agents. What does not fit into six lines is cut.
/// </summary>
internal sealed class MtInstructions(MtContext context)
{
    // Local instruments that stand in field 23B.
    private static readonly string[] Operations = Enum.GetNames<BankOperationCode>();

    private readonly List<string> lines = [];
    private readonly MtAgents agents = new(context);
    private bool full;

    /// <summary>The kind of gpi service, for field 111.</summary>
    public string? ServiceType { get; private set; }

    /// <summary>Codes that stand in field 23E of an MT 103.</summary>
    public List<InstructionCode> Codes { get; } = [];

    /// <summary>The code for field 23B.</summary>
    public BankOperationCode Operation { get; private set; } = BankOperationCode.CRED;

    public SenderToReceiverInformation? Field =>
        lines.Count == 0 ? null : new SenderToReceiverInformation(lines.ToValueList());

    /// <summary>Headers' part of the type of payment, and the code words of it.</summary>
    public void AddType(PaymentTypeInformation28? type, string path, bool hasInstructionCodes)
    {
        if (type is null)
        {
            return;
        }

        for (var i = 0; i < type.SvcLvl.Count; i++)
        {
            AddServiceLevel(type.SvcLvl[i], path + "/SvcLvl" + (i == 0 ? "" : $"[{i + 1}]"), hasInstructionCodes);
        }

        AddLocalInstrument(type.LclInstrm, path + "/LclInstrm", hasInstructionCodes);
        AddPurpose(type.CtgyPurp, path + "/CtgyPurp", hasInstructionCodes);
        if (type.ClrChanl == ClearingChannel2Code.RTGS)
        {
            context.Use(path + "/ClrChanl");
        }
    }

    public void AddAgent(string code, BranchAndFinancialInstitutionIdentification6? agent, string path)
    {
        if (agents.Words(agent, path) is { } words)
        {
            // An institution stands on one line, with nothing behind it.
            Add(code, context.Text.Fit(words, SenderToReceiverInformation.MaxLength - code.Length - 2, path), path);
        }
    }

    public void AddForNextAgent(ValueList<InstructionForNextAgent1> instructions, string path)
    {
        var pieces = new List<string>();
        for (var i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].InstrInf is { } text)
            {
                context.Use($"{path}{(i == 0 ? "" : $"[{i + 1}]")}/InstrInf");
                pieces.Add(text.Value);
            }
        }

        // Pieces of 35 characters are parts of one text that was cut there.
        foreach (var part in Rejoin(pieces).Select(static piece => CodedText.ParseLine(piece)))
        {
            if (part.Code != "FIN53")
            {
                Add(part.Code.Length == 0 ? "REC" : part.Code, part.Text, path);
            }
        }
    }

    /// <summary>A code word and its text, over as many lines as it needs.</summary>
    public void Add(string code, string text, string path)
    {
        var clean = text.Length == 0 ? "" : context.Text.Clean(text, path);
        if (full || lines.Count == SenderToReceiverInformation.MostLines)
        {
            context.Remarks.Missing(path, $"/{code}/{clean}");
            return;
        }

        var rest = $"/{code}/{clean}";
        while (rest.Length > 0)
        {
            var piece = rest[..Math.Min(SenderToReceiverInformation.MaxLength, rest.Length)];
            rest = rest[piece.Length..];
            if (rest.Length > 0 && lines.Count == SenderToReceiverInformation.MostLines - 1)
            {
                context.Remarks.Truncated(path, piece[^1] + rest);
                lines.Add(piece[..^1] + MtText.Mark);
                full = true;
                return;
            }

            lines.Add(piece);
            rest = rest.Length > 0 ? "//" + rest : rest;
        }
    }

    public UserHeader UserHeader(UUIDv4Identifier? uetr, string path, string? flag = null)
    {
        context.Use(path);
        return new UserHeader
        {
            ValidationFlag = flag,
            ServiceType = ServiceType,
            Uetr = uetr is null ? null : Iso20022.Identifiers.Uetr.From(uetr.Value),
        };
    }

    private void AddServiceLevel(ServiceLevel8Choice level, string path, bool hasInstructionCodes)
    {
        context.Use(path);
        switch (level)
        {
            case ServiceLevel8Choice.Cd { Value.Value: ['G', '0', '0', >= '0' and <= '9'] } gpi
                when ServiceType is null:
                ServiceType = gpi.Value.Value[1..];
                break;
            case ServiceLevel8Choice.Cd { Value.Value: "SDVA" } when hasInstructionCodes:
                Codes.Add(InstructionCode.SDVA);
                break;
            case ServiceLevel8Choice.Cd cd:
                Add("SVCLVL", cd.Value.Value, path);
                break;
            case ServiceLevel8Choice.Prtry own:
                Add("SVCLVL", own.Value.Value, path);
                break;
        }
    }

    private void AddLocalInstrument(LocalInstrument2Choice? instrument, string path, bool hasInstructionCodes)
    {
        var text =
            (instrument as LocalInstrument2Choice.Cd)?.Value.Value
            ?? (instrument as LocalInstrument2Choice.Prtry)?.Value.Value;
        if (text is null)
        {
            return;
        }

        context.Use(path);
        if (hasInstructionCodes && Operations.Contains(text, StringComparer.Ordinal))
        {
            Operation = Enum.Parse<BankOperationCode>(text);
            return;
        }

        Add("LOCINS", text, path);
    }

    private void AddPurpose(CategoryPurpose1Choice? purpose, string path, bool hasInstructionCodes)
    {
        var text =
            (purpose as CategoryPurpose1Choice.Cd)?.Value.Value
            ?? (purpose as CategoryPurpose1Choice.Prtry)?.Value.Value;
        if (text is null)
        {
            return;
        }

        context.Use(path);
        if (hasInstructionCodes && text is "INTC" or "CORT" or "INTC CORT")
        {
            Codes.AddRange(text.Split(' ').Select(static code => Enum.Parse<InstructionCode>(code)));
            return;
        }

        Add("CATPURP", text, path);
    }

    private static List<string> Rejoin(List<string> pieces)
    {
        var texts = new List<string>();
        var open = false;
        foreach (var piece in pieces)
        {
            if (open && CodedText.ParseLine(piece).Code.Length == 0)
            {
                texts[^1] += piece;
            }
            else
            {
                texts.Add(piece);
            }

            open = piece.Length == SenderToReceiverInformation.MaxLength;
        }

        return texts;
    }
}
