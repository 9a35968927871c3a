using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// Field 72, and the instructions of field 23E (rules MT72INS_To_MXAgent, MT_To_MXField72NewCodeWords, TR011 and TR012 of MT 103):
/// institutions, types of payment, and instructions for agents.
/// </summary>
internal sealed class IsoInstructions
{
    private const int MostAgents = 3;
    private const int MaxInstruction = 35;

    private readonly Remarks remarks;
    private readonly bool typed;
    private readonly List<BranchAndFinancialInstitutionIdentification6> previous = [];
    private readonly List<BranchAndFinancialInstitutionIdentification6> intermediaries = [];
    private readonly List<ServiceLevel8Choice> serviceLevels = [];
    private readonly List<string> purposes = [];
    private readonly List<(Instruction3Code? Code, string? Text)> forCreditorAgent = [];
    private readonly List<string> forNextAgent = [];
    private readonly List<string> forBeneficiary = [];

    /// <summary>Instructions of a message.</summary>
    /// <param name="context">The translation.</param>
    /// <param name="typed">Whether the target has types of payment; else their code words are instructions like others.</param>
    public IsoInstructions(IsoContext context, bool typed = true)
    {
        remarks = context.Remarks;
        this.typed = typed;
        // TR006: field 111 becomes a service level.
        if (context.ServiceType is { } service)
        {
            serviceLevels.Add(new ServiceLevel8Choice.Cd("G" + service));
        }
    }

    public bool IsServiceLevelCharged { get; private set; }

    public LocalInstrument2Choice? LocalInstrument { get; set; }

    public ClearingChannel2Code? Channel { get; set; }

    public BranchAndFinancialInstitutionIdentification6? Previous(int number) =>
        previous.ElementAtOrDefault(number - 1);

    /// <summary>An intermediary after the one of field 56a, from 2.</summary>
    public BranchAndFinancialInstitutionIdentification6? Intermediary(int number) =>
        intermediaries.ElementAtOrDefault(number - 2);

    public ValueList<InstructionForCreditorAgent1> ForCreditorAgent =>
        forCreditorAgent
            .Select(static i => new InstructionForCreditorAgent1
            {
                Cd = i.Code,
                InstrInf = i.Text is null ? null : (Max140Text)i.Text,
            })
            .ToValueList();

    public ValueList<InstructionForCreditorAgent2> ForCreditorInstitutionAgent =>
        forCreditorAgent
            .Select(static i => new InstructionForCreditorAgent2
            {
                Cd = i.Code switch
                {
                    Instruction3Code.PHOB => Instruction5Code.PHOB,
                    Instruction3Code.TELB => Instruction5Code.TELB,
                    _ => null,
                },
                InstrInf = i.Text is null ? null : (Max140Text)i.Text,
            })
            .ToValueList();

    public ValueList<InstructionForNextAgent1> ForNextAgent =>
        forNextAgent.Select(static text => new InstructionForNextAgent1 { InstrInf = text }).ToValueList();

    /// <summary>What a transfer between institutions says to the beneficiary: /BNF/ and /TSU/ of field 72.</summary>
    public RemittanceInformation2? ForBeneficiary =>
        forBeneficiary.Count == 0 ? null : new RemittanceInformation2 { Ustrd = [string.Concat(forBeneficiary)] };

    public PaymentTypeInformation28? PaymentType
    {
        get
        {
            var purpose = purposes.Count switch
            {
                0 => null,
                1 when purposes[0].Length == 4 => (CategoryPurpose1Choice)new CategoryPurpose1Choice.Cd(purposes[0]),
                _ => new CategoryPurpose1Choice.Prtry(Cut(string.Join(' ', purposes), "23E, 72")),
            };
            var type = new PaymentTypeInformation28
            {
                ClrChanl = Channel,
                SvcLvl = serviceLevels.ToValueList(),
                LclInstrm = LocalInstrument,
                CtgyPurp = purpose,
            };
            return type == new PaymentTypeInformation28() ? null : type;
        }
    }

    public void AddCode(Instruction instruction)
    {
        switch (instruction.Code)
        {
            case InstructionCode.SDVA:
                serviceLevels.Add(new ServiceLevel8Choice.Cd("SDVA"));
                break;
            case InstructionCode.INTC or InstructionCode.CORT:
                purposes.Add(instruction.Code.ToString());
                break;
            case InstructionCode.CHQB or InstructionCode.HOLD or InstructionCode.PHOB or InstructionCode.TELB:
                forCreditorAgent.Add(
                    (Enum.Parse<Instruction3Code>(instruction.Code.ToString()), instruction.Information)
                );
                break;
            default:
                AddForNextAgent(new CodedText(instruction.Code.ToString(), instruction.Information ?? ""));
                break;
        }
    }

    public void AddCorrespondent(Bic bic) => forNextAgent.Add($"/FIN53/{bic}");

    /// <summary>Field 72; <paramref name="betweenInstitutions"/> where the message is an MT 202, which has more code words.</summary>
    public void Add(SenderToReceiverInformation? field, bool betweenInstitutions)
    {
        if (field is null)
        {
            return;
        }

        foreach (var part in CodedText.ParseInstructions(field.Lines, SenderToReceiverInformation.MaxLength))
        {
            Add(part, betweenInstitutions);
        }
    }

    private void Add(CodedText part, bool betweenInstitutions)
    {
        switch (part.Code)
        {
            case "INS" when part.Text.Length > 0:
                AddAgent(previous, MostAgents, part);
                break;
            case "INTA" when part.Text.Length > 0:
                AddAgent(intermediaries, MostAgents - 1, part);
                break;
            case "SVCLVL" when typed && part.Text.Length is > 0 and <= 35:
                serviceLevels.Add(
                    part.Text.Length <= 4
                        ? new ServiceLevel8Choice.Cd(part.Text)
                        : new ServiceLevel8Choice.Prtry(part.Text)
                );
                break;
            case "LOCINS" when typed && LocalInstrument is null && part.Text.Length is > 0 and <= 35:
                LocalInstrument = new LocalInstrument2Choice.Prtry(part.Text);
                break;
            case "CATPURP" when typed && part.Text.Length > 0:
                purposes.Add(part.Text);
                break;
            case "SLEV" when typed && !betweenInstitutions && part.Text.Length == 0:
                IsServiceLevelCharged = true;
                break;
            case "ACC" when part.Text.Length > 0:
                AddForCreditorAgent(null, part.Text);
                break;
            case "PHONBEN" when betweenInstitutions && part.Text.Length > 0:
                AddForCreditorAgent(Instruction3Code.PHOB, part.Text);
                break;
            case "TELEBEN" when betweenInstitutions && part.Text.Length > 0:
                AddForCreditorAgent(Instruction3Code.TELB, part.Text);
                break;
            case "BNF" or "TSU" when betweenInstitutions && part.Text.Length > 0:
                AddForBeneficiary(part);
                break;
            default:
                AddForNextAgent(part);
                break;
        }
    }

    private void AddAgent(List<BranchAndFinancialInstitutionIdentification6> agents, int most, CodedText part)
    {
        if (agents.Count == most)
        {
            remarks.Missing("72", part.ToString(), "T11009");
            return;
        }

        if (Bic.Check(part.Text).TryGet(out var bic))
        {
            agents.Add(IsoAgents.Of(bic));
            return;
        }

        remarks.Changed("72", part.ToString(), "T11004");
        agents.Add(IsoAgents.Named(Cut(part.Text, "72", 140)));
    }

    private void AddForCreditorAgent(Instruction3Code? code, string text) =>
        forCreditorAgent.Add((code, Cut(text, "72", 140)));

    // /BNF/ alone is the rule's; the other code word, and a second part, keep their code so that they can be told apart.
    private void AddForBeneficiary(CodedText part)
    {
        var text = part.Code == "BNF" && forBeneficiary.Count == 0 ? part.Text : part.ToString();
        forBeneficiary.Add(Cut(text, "72", 140 - forBeneficiary.Sum(static t => t.Length)));
    }

    // At most six pieces of 35 characters (TR011).
    private void AddForNextAgent(CodedText part)
    {
        var rest = part.ToString();
        while (rest.Length > 0)
        {
            var piece = rest[..Math.Min(MaxInstruction, rest.Length)];
            if (forNextAgent.Count == SenderToReceiverInformation.MostLines)
            {
                remarks.Missing("72", rest);
                return;
            }

            forNextAgent.Add(piece);
            rest = rest[piece.Length..];
        }
    }

    private string Cut(string text, string source, int length = 35)
    {
        if (text.Length <= length)
        {
            return text;
        }

        remarks.Truncated(source, text);
        return length < 2 ? "+" : text[..(length - 1)] + "+";
    }
}
