namespace Comity.Iso20022.Json;

/// <summary>Why a JSON text was refused.</summary>
public enum JsonReadFailureKind
{
    /// <summary>There is nothing to read.</summary>
    Empty = 1,

    /// <summary>More bytes than <see cref="Reading.ReadLimits.MaxBytes"/>.</summary>
    TooLarge = 2,

    /// <summary>Not UTF-8.</summary>
    WrongEncoding = 3,

    /// <summary>Not JSON (RFC 8259), or cut short. Comments and commas at the end are not JSON.</summary>
    NotWellFormed = 4,

    /// <summary>Objects and arrays nested deeper than <see cref="Reading.ReadLimits.MaxDepth"/>.</summary>
    TooDeep = 5,

    /// <summary>A string longer than <see cref="Reading.ReadLimits.MaxTextLength"/>.</summary>
    TextTooLong = 6,

    /// <summary>The text, or its header, names a message that is not supported, or one that was not asked for.</summary>
    UnsupportedMessage = 7,

    /// <summary>Nothing says in which version the message is, and there are several.</summary>
    UnknownVersion = 8,

    /// <summary>No <c>Document</c>.</summary>
    NoDocument = 9,

    /// <summary>The header's <c>MsgDefIdr</c> names another message than the reader was told.</summary>
    HeaderContradictsDocument = 10,

    /// <summary>A member that the schema does not have in this object, or a second alternative of a choice.</summary>
    UnexpectedMember = 11,

    /// <summary>A second member of the same name in one object.</summary>
    DuplicateMember = 12,

    /// <summary>An object ends before all that the schema requires in it has come.</summary>
    MissingMember = 13,

    /// <summary>An array with fewer or more items than the schema allows, or none.</summary>
    WrongCount = 14,

    /// <summary>A value of the wrong JSON type: a number for a string, an array for an object, null.</summary>
    WrongType = 15,

    /// <summary>A string that the value's type does not allow.</summary>
    InvalidValue = 16,

    /// <summary>XML carried as text that is not what its place allows.</summary>
    InvalidFragment = 17,
}
