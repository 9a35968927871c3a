namespace Comity.Iso20022.Reading;

/// <summary>Why, and where, a message was refused.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Line">Line in the text, from 1; 0 where the fault has no place.</param>
/// <param name="Column">Column in the line in UTF-16 units, from 1; 0 where the fault has no place.</param>
/// <param name="Path">Elements from the root, repeated ones counted from 1: <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/PmtId</c>.</param>
/// <param name="Found">What was there, cut at 80 characters.</param>
/// <param name="Allowed">What could have been there.</param>
public sealed record ReadFailure(ReadFailureKind Kind, int Line, int Column, string Path, string Found, string Allowed)
{
    /// <summary>What the sender, or the operator, can do about it.</summary>
    public string Advice =>
        Kind switch
        {
            ReadFailureKind.Empty => "Send the message's text.",
            ReadFailureKind.TooLarge or ReadFailureKind.TextTooLong or ReadFailureKind.TooDeep =>
                "Split or shorten the message, or raise the reader's limit if this is meant.",
            ReadFailureKind.WrongEncoding => "Send the message in UTF-8.",
            ReadFailureKind.DocumentTypeForbidden =>
                "Remove the document type declaration: ISO 20022 messages have none.",
            ReadFailureKind.NotWellFormed => "Check that the text is complete, and written by an XML library.",
            ReadFailureKind.UnsupportedMessage or ReadFailureKind.UnsupportedHeader =>
                "Send one of the versions allowed.",
            ReadFailureKind.NoDocument => "Put the Document into the envelope.",
            ReadFailureKind.SeveralDocuments or ReadFailureKind.SeveralHeaders =>
                "Send each message in an envelope of its own.",
            ReadFailureKind.EnvelopeTooDeep => "Put the header and the document nearer to the envelope's root.",
            ReadFailureKind.HeaderContradictsDocument =>
                "Make MsgDefIdr and the document's namespace name the same message.",
            _ => "Correct the message as its official schema requires.",
        };

    /// <summary>
    /// The reason to answer with, as in a pacs.002's <c>StsRsnInf/Rsn/Cd</c>: a code of the published external status reason
    /// codes, <c>CH21</c> for an element that is missing, <c>FF01</c> for a text that is no message at all.
    /// </summary>
    public string ReasonCode => StatusReason.Of(Kind, Path);

    /// <summary>What was found and where, and what is allowed, without the advice.</summary>
    public string Finding => $"{Line}:{Column} {Path}: found {Found}; allowed: {Allowed}";

    /// <summary>The whole on one line, place first, as compilers write it.</summary>
    public override string ToString() => $"{Line}:{Column} {Path}: {Kind}: found {Found}; allowed: {Allowed}. {Advice}";
}
