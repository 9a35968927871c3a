using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Fields 53a, 54a and 55a: the settlement account in 53B, or the reimbursement agents of a cover (pacs.008 TR005 and TR007 in
/// Reframe's mapping).
/// </summary>
internal sealed class MtSettlement(MtContext context, MtAgents agents)
{
    private const string Path = "GrpHdr/SttlmInf";

    /// <summary>Field 53B from the settlement account, /C/ where the sender's books settle.</summary>
    public FinancialInstitution? Account(SettlementInstruction7 settlement) =>
        Identifier(settlement) is { } identifier ? new FinancialInstitution.B(identifier, null) : null;

    /// <summary>Field 53A from an instruction /FIN53/, or 53B.</summary>
    public FinancialInstitution? Correspondent(
        SettlementInstruction7 settlement,
        IReadOnlyList<InstructionForNextAgent1> instructions
    )
    {
        var words = instructions
            .Select(static i => CodedText.ParseLine(i.InstrInf?.Value ?? ""))
            .FirstOrDefault(static part => part.Code == "FIN53");
        if (words is null)
        {
            return Account(settlement);
        }

        if (Bic.Check(words.Text).TryGet(out var bic))
        {
            return new FinancialInstitution.A(bic, Identifier(settlement));
        }

        context.Remarks.Missing("InstrForNxtAgt", words.ToString(), "T20027");
        return Account(settlement);
    }

    public FinancialInstitution? Sender(SettlementInstruction7 settlement) =>
        settlement.SttlmMtd == SettlementMethod1Code.COVE
            ? agents.Of(settlement.InstgRmbrsmntAgt, settlement.InstgRmbrsmntAgtAcct, Path + "/InstgRmbrsmntAgt", "ABD")
            : Account(settlement);

    public FinancialInstitution? Receiver(SettlementInstruction7 settlement) =>
        agents.Of(settlement.InstdRmbrsmntAgt, settlement.InstdRmbrsmntAgtAcct, Path + "/InstdRmbrsmntAgt", "ABD");

    public FinancialInstitution? Third(SettlementInstruction7 settlement) =>
        agents.Of(settlement.ThrdRmbrsmntAgt, settlement.ThrdRmbrsmntAgtAcct, Path + "/ThrdRmbrsmntAgt", "ABD");

    private PartyIdentifier? Identifier(SettlementInstruction7 settlement)
    {
        context.Use(Path + "/SttlmMtd");
        if (agents.Account(settlement.SttlmAcct, Path + "/SttlmAcct") is not { } account)
        {
            return null;
        }

        // Only /C/ is told by the method; /D/ is what the receiver's books mean anyway.
        return PartyIdentifier.OfAccount(account, settlement.SttlmMtd == SettlementMethod1Code.INGA ? 'C' : null);
    }
}
