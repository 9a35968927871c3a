namespace Comity.SwiftMt.Reading;

/// <summary>Why a message was refused.</summary>
public enum MtRefusalKind
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>The text is longer than the reader's limit.</summary>
    TooLong,

    /// <summary>The blocks are not as they should be: braces, order, or one missing or twice.</summary>
    BrokenBlocks,

    /// <summary>A header or trailer does not fit its format.</summary>
    BadHeader,

    /// <summary>A line ends otherwise than by CR LF.</summary>
    BadLineEnd,

    /// <summary>The message's type, or what block 3 asks for, is not supported.</summary>
    UnsupportedMessage,

    /// <summary>A field is not expected where it stands, or stands in an option that is not allowed there.</summary>
    UnexpectedField,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>A field's content does not fit its format.</summary>
    BadField,

    /// <summary>A network validated rule between fields is broken.</summary>
    BrokenRule,
}
