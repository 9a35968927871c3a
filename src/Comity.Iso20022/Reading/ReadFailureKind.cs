namespace Comity.Iso20022.Reading;

/// <summary>Why a message was refused. The first fault in the order of the text is the one reported.</summary>
public enum ReadFailureKind
{
    /// <summary>There is nothing to read.</summary>
    Empty = 1,

    /// <summary>More bytes than <see cref="ReadLimits.MaxBytes"/>.</summary>
    TooLarge = 2,

    /// <summary>Not UTF-8, or declared as something else.</summary>
    WrongEncoding = 3,

    /// <summary>A document type declaration, which could define or fetch entities.</summary>
    DocumentTypeForbidden = 4,

    /// <summary>Not well-formed XML, or cut short.</summary>
    NotWellFormed = 5,

    /// <summary>Elements nested deeper than <see cref="ReadLimits.MaxDepth"/>.</summary>
    TooDeep = 6,

    /// <summary>A text or an attribute longer than <see cref="ReadLimits.MaxTextLength"/>.</summary>
    TextTooLong = 7,

    /// <summary>The document's namespace is not that of a supported message.</summary>
    UnsupportedMessage = 8,

    /// <summary>The header's namespace is not that of the supported header.</summary>
    UnsupportedHeader = 9,

    /// <summary>An envelope without a document.</summary>
    NoDocument = 10,

    /// <summary>A second document in one envelope.</summary>
    SeveralDocuments = 11,

    /// <summary>A second header in one envelope.</summary>
    SeveralHeaders = 12,

    /// <summary>A header or a document more than <see cref="MessageReader.MaxWrappers"/> levels inside the envelope.</summary>
    EnvelopeTooDeep = 13,

    /// <summary>The header's <c>MsgDefIdr</c> names another message than the document.</summary>
    HeaderContradictsDocument = 14,

    /// <summary>An element that the schema does not allow in this place.</summary>
    UnexpectedElement = 15,

    /// <summary>An element ends before all that the schema requires in it has come.</summary>
    MissingElement = 16,

    /// <summary>Text where the schema allows only elements.</summary>
    UnexpectedText = 17,

    /// <summary>A value that its type does not allow.</summary>
    InvalidValue = 18,

    /// <summary>An attribute that the schema does not allow.</summary>
    UnexpectedAttribute = 19,

    /// <summary>An attribute's value that its type does not allow.</summary>
    InvalidAttribute = 20,

    /// <summary>An attribute that the schema requires is absent.</summary>
    MissingAttribute = 21,
}
