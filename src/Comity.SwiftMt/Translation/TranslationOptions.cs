namespace Comity.SwiftMt.Translation;

/// <summary>What a translation cannot know from the message alone.</summary>
public sealed record TranslationOptions
{
    /// <summary>The usual options.</summary>
    public static TranslationOptions Default { get; } = new();

    /// <summary>
    /// When the ISO message is created. Unless set, it is when an output message was sent; an input message does not say, and gets
    /// the rules' dummy, 9999-12-31.
    /// </summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>The last part of the business service in the application header: <c>swift.cbprplus.02</c>.</summary>
    public string BusinessServiceVersion { get; init; } = "02";

    /// <summary>Whether a camt.053 becomes an MT 950, for institutions, instead of an MT 940.</summary>
    public bool StatementForInstitutions { get; init; }
}
