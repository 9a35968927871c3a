using Comity.Iso20022;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Text;
using Comity.SwiftMt.Translation.ToIso;
using Comity.SwiftMt.Translation.ToMt;

namespace Comity.SwiftMt.Translation;

/// <summary>
/// Translates between SWIFT MT and ISO 20022 by the CBPR+ translation rules, as far as they are public (docs/swift-mt.md names the
/// sources). Nothing is lost silently: what the target cannot hold is a remark.
/// </summary>
public static class MtTranslator
{
    /// <summary>The ISO 20022 message that says what <paramref name="message"/> says, with its business application header.</summary>
    /// <param name="message">An MT within its rules.</param>
    /// <param name="options">What the message does not say.</param>
    /// <exception cref="ArgumentException">The message breaks one of its rules.</exception>
    public static Translation<BusinessMessage> ToIso20022(MtMessage message, TranslationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.BrokenRules() is [var broken, ..])
        {
            throw new ArgumentException($"{message.Name} breaks rule {broken}", nameof(message));
        }

        var context = new IsoContext(message.Headers, options ?? TranslationOptions.Default);
        try
        {
            return new Translation<BusinessMessage>.Translated(ToIso(message, context), context.Remarks.All);
        }
        catch (TranslationStop)
        {
            return new Translation<BusinessMessage>.Stopped(context.Remarks.All);
        }
    }

    /// <summary>The MT that says what <paramref name="message"/> says, as an output message to the receiver.</summary>
    /// <param name="message">
    /// A pacs.008.001.08, pacs.009.001.08, pacs.004.001.09, pacs.002.001.10, camt.053.001.08 or camt.054.001.08. Sender and receiver are
    /// those of the header, or without one the instructing and instructed agents.
    /// </param>
    /// <param name="options">Which MT, where there is a choice.</param>
    public static Translation<MtMessage> ToMt(BusinessMessage message, TranslationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var context = new MtContext(message, options ?? TranslationOptions.Default);
        try
        {
            var translated = ToMt(message.Document, context);
            if (translated.BrokenRules() is [var broken, ..])
            {
                throw context.Remarks.Stop(broken.ErrorCode, broken.Field, broken.Sentence);
            }

            context.ReportUnused();
            return new Translation<MtMessage>.Translated(translated, context.Remarks.All);
        }
        catch (TranslationStop)
        {
            return new Translation<MtMessage>.Stopped(context.Remarks.All);
        }
        catch (FieldException fault)
        {
            // A value that no field can hold, such as a BIC with digits among its first four characters.
            var refusal = fault.Refusal;
            context.Remarks.Stop(refusal.ErrorCode ?? TranslationCodes.Missing, refusal.Part, refusal.Found);
            return new Translation<MtMessage>.Stopped(context.Remarks.All);
        }
    }

    private static BusinessMessage ToIso(MtMessage message, IsoContext context) =>
        message switch
        {
            Mt103 { IsReturn: true } m => ReturnToPacs004.Translate(m, context),
            Mt103 { IsReject: true } m => RejectToPacs002.Translate(m, context),
            Mt103 m => Mt103ToPacs008.Translate(m, context),
            Mt202 { IsReturn: true } m => ReturnToPacs004.Translate(m, context),
            Mt202 { IsReject: true } m => RejectToPacs002.Translate(m, context),
            Mt202 m => Mt202ToPacs009.Translate(m, context),
            Mt199 m => RejectToPacs002.Translate(m, context),
            Mt900 m => ConfirmationToCamt054.Translate(m, context),
            Mt910 m => ConfirmationToCamt054.Translate(m, context),
            Mt940 m => StatementToCamt053.Translate(m, context),
            Mt950 m => StatementToCamt053.Translate(m, context),
            _ => throw context.Remarks.Stop("T20089", "block 2", message.Name),
        };

    private static MtMessage ToMt(Message document, MtContext context) =>
        document switch
        {
            Pacs00800108 d => Pacs008ToMt103.Translate(d.FIToFICstmrCdtTrf, context),
            Pacs00900108 d => Pacs009ToMt202.Translate(d.FICdtTrf, context),
            Pacs00400109 d => Pacs004ToReturn.Translate(d.PmtRtr, context),
            Pacs00200110 d => Pacs002ToMt199.Translate(d.FIToFIPmtStsRpt, context),
            Camt05400108 d => Camt054ToConfirmation.Translate(d.BkToCstmrDbtCdtNtfctn, context),
            Camt05300108 d => Camt053ToStatement.Translate(d.BkToCstmrStmt, context),
            _ => throw context.Remarks.Stop("T20089", "Document", document.Type.Identifier),
        };
}
