using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Json;

/// <summary>Why, and where, a JSON text was refused.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Line">Line in the text, from 1; 0 where the fault has no place.</param>
/// <param name="Column">Column in the line in UTF-16 units, from 1; 0 where the fault has no place.</param>
/// <param name="Path">A JSONPath (RFC 9535), items counted from 0: <c>$.Document.FIToFICstmrCdtTrf.CdtTrfTxInf[1].PmtId</c>.</param>
/// <param name="Found">What was there, cut at 80 characters.</param>
/// <param name="Allowed">What could have been there.</param>
public sealed record JsonReadFailure(
    JsonReadFailureKind Kind,
    int Line,
    int Column,
    string Path,
    string Found,
    string Allowed
)
{
    /// <summary>
    /// What to answer the sender with, of the external status reason codes (ExternalStatusReason1Code): the code of the very fault where
    /// there is one, else <c>FF01</c>, file format incomplete or invalid.
    /// </summary>
    public string ReasonCode => StatusReason.Of(Kind, Path);

    /// <summary>What the sender, or the operator, can do about it.</summary>
    public string Advice =>
        Kind switch
        {
            JsonReadFailureKind.Empty => "Send the message's text.",
            JsonReadFailureKind.TooLarge or JsonReadFailureKind.TextTooLong or JsonReadFailureKind.TooDeep =>
                "Split or shorten the message, or raise the reader's limit if this is meant.",
            JsonReadFailureKind.WrongEncoding => "Send the message in UTF-8.",
            JsonReadFailureKind.NotWellFormed =>
                "Check that the text is complete, is JSON and not XML, and was written by a JSON library.",
            JsonReadFailureKind.UnsupportedMessage => "Send one of the versions allowed.",
            JsonReadFailureKind.UnknownVersion => "Send an AppHdr with MsgDefIdr, or tell the reader the message.",
            JsonReadFailureKind.NoDocument => "Put the message into the member Document.",
            JsonReadFailureKind.HeaderContradictsDocument => "Make MsgDefIdr name the message that is sent.",
            JsonReadFailureKind.WrongType =>
                "Write values as strings, numbers and truth values too; components as objects; what repeats as an array.",
            JsonReadFailureKind.InvalidFragment =>
                "Send the XML element as text in the member xml; other forms are not known.",
            _ => "Correct the message as its official schema requires.",
        };

    /// <summary>What was found and where, and what is allowed, without the advice.</summary>
    public string Finding => $"{Line}:{Column} {Path}: found {Found}; allowed: {Allowed}";

    /// <summary>The whole on one line, place first, as compilers write it.</summary>
    public override string ToString() => $"{Line}:{Column} {Path}: {Kind}: found {Found}; allowed: {Allowed}. {Advice}";
}
