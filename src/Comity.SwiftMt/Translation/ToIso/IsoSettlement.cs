using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// How a payment settles, from fields 53a, 54a and 55a (rule METAFCT001, four tables; known through Reframe's MT 103 mapping and through
/// the codes T20001 to T20024): by the account between sender and receiver, or by cover through correspondents.
/// </summary>
internal static class IsoSettlement
{
    private const int SameInstitution = 6;
    private const int SameBusinessParty = 8;

    /// <summary>Of a customer transfer, which may be covered.</summary>
    public static SettlementInstruction7 OfCustomerTransfer(Mt103 message, IsoContext context)
    {
        var (sender, receiver) = (message.SenderCorrespondent, message.ReceiverCorrespondent);
        if (message.ThirdReimbursementInstitution is null && IsSerial(sender, receiver, context))
        {
            return Serial(sender, receiver, context);
        }

        var remarks = context.Remarks;
        var first = IsoAgents.Of(sender, "53", remarks);
        var second = IsoAgents.Of(receiver, "54", remarks);
        var third = IsoAgents.Of(message.ThirdReimbursementInstitution, "55", remarks);
        return new SettlementInstruction7
        {
            SttlmMtd = SettlementMethod1Code.COVE,
            InstgRmbrsmntAgt = first?.Agent,
            InstgRmbrsmntAgtAcct = first?.Account,
            InstdRmbrsmntAgt = second?.Agent,
            InstdRmbrsmntAgtAcct = second?.Account,
            ThrdRmbrsmntAgt = third?.Agent,
            ThrdRmbrsmntAgtAcct = third?.Account,
        };
    }

    /// <summary>Of a return, which is always serial (Reframe, METAFCT004).</summary>
    public static SettlementInstruction7 OfReturn(Mt103 message, IsoContext context)
    {
        if (message.ThirdReimbursementInstitution is not null)
        {
            throw context.Remarks.Stop("T20008", "55", message.ThirdReimbursementInstitution.Text());
        }

        return Serial(message.SenderCorrespondent, message.ReceiverCorrespondent, context);
    }

    /// <summary>
    /// Of a transfer between institutions, which CBPR+ does not cover: a correspondent by BIC becomes an instruction (T20021).
    /// </summary>
    public static SettlementInstruction7 OfInstitutionTransfer(
        Mt202 message,
        IsoContext context,
        IsoInstructions instructions
    )
    {
        if (message is { SenderCorrespondent: FinancialInstitution.A a, ReceiverCorrespondent: null })
        {
            context.Remarks.Changed("53A", a.Bic.Value, "T20021");
            instructions.AddCorrespondent(a.Bic);
            return OfAccount(a.Identifier, context);
        }

        return Serial(message.SenderCorrespondent, message.ReceiverCorrespondent, context);
    }

    // Table 1: neither field. Table 2: 53a alone. Table 3: 54a alone. Table 4: both.
    private static bool IsSerial(FinancialInstitution? sender, FinancialInstitution? receiver, IsoContext context) =>
        (sender, receiver) switch
        {
            (null, null) => true,
            (FinancialInstitution.B, null) => true,
            (FinancialInstitution.A a, null) => IsOneOfBoth(a, SameInstitution, context),
            (null, FinancialInstitution.A b) => IsOneOfBoth(b, SameBusinessParty, context),
            (FinancialInstitution.A a, FinancialInstitution.A b) => Starts(a, context.Sender.Value, SameBusinessParty)
                && Starts(b, context.Receiver.Value, SameBusinessParty),
            _ => false,
        };

    private static SettlementInstruction7 Serial(
        FinancialInstitution? sender,
        FinancialInstitution? receiver,
        IsoContext context
    )
    {
        var remarks = context.Remarks;
        switch (sender)
        {
            case FinancialInstitution.A a:
                remarks.Missing("53A", a.Bic.Value, "T20009");
                break;
            case FinancialInstitution.B { Location: { } location }:
                remarks.Missing("53B", location, "T20070");
                break;
            case FinancialInstitution.D d:
                remarks.Missing("53D", d.Text(), "T20022");
                break;
        }

        if (receiver is not null)
        {
            var code = receiver is FinancialInstitution.A ? "T20010" : "T20023";
            remarks.Missing("54" + receiver.Option, receiver.Text(), code);
        }

        return OfAccount(sender?.Identifier, context);
    }

    // /C/: the sender's books; /D/ or neither: the receiver's.
    private static SettlementInstruction7 OfAccount(PartyIdentifier? identifier, IsoContext context)
    {
        if (identifier is not null && identifier.Account is null)
        {
            context.Remarks.Missing("53", identifier.ToString());
        }

        return new SettlementInstruction7
        {
            SttlmMtd = identifier?.Indicator == 'C' ? SettlementMethod1Code.INGA : SettlementMethod1Code.INDA,
            SttlmAcct = identifier?.Account is { } account ? IsoAgents.Account(account) : null,
        };
    }

    private static bool IsOneOfBoth(FinancialInstitution.A institution, int length, IsoContext context) =>
        Starts(institution, context.Sender.Value, length) || Starts(institution, context.Receiver.Value, length);

    private static bool Starts(FinancialInstitution.A institution, string bic, int length) =>
        string.CompareOrdinal(institution.Bic.Value, 0, bic, 0, length) == 0;
}
