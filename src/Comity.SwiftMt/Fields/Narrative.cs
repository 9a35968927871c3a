using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 70: remittance information, 4*35x.</summary>
public sealed record RemittanceInformation : IMtField<RemittanceInformation>
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 4;

    /// <summary>Most characters in a line.</summary>
    public const int MaxLength = 35;

    /// <summary>Remittance information.</summary>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public RemittanceInformation(ValueList<string> lines) =>
        Lines = Guard.Lines(lines, MostLines, MaxLength, "remittance information");

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <inheritdoc/>
    public static RemittanceInformation Read(char? option, FieldText text) => new(text.Lines);
}

/// <summary>
/// Field 72: sender to receiver information, 6*35x. Each line is a code between slashes with more words, or continues the line
/// before after two slashes; so the first line begins with a slash and a code of at most eight capital letters and digits.
/// </summary>
public sealed record SenderToReceiverInformation : IMtField<SenderToReceiverInformation>
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 6;

    /// <summary>Most characters in a line.</summary>
    public const int MaxLength = 35;

    /// <summary>Sender to receiver information.</summary>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public SenderToReceiverInformation(ValueList<string> lines) =>
        Lines = Guard.Lines(lines, MostLines, MaxLength, "sender to receiver information");

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <summary>Whether the first code is <paramref name="code"/>.</summary>
    public bool Begins(string code) => Lines[0].StartsWith($"/{code}/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public static SenderToReceiverInformation Read(char? option, FieldText text) => new(text.Lines);
}

/// <summary>Field 77B: regulatory reporting, 3*35x.</summary>
public sealed record RegulatoryReporting : IMtField<RegulatoryReporting>
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 3;

    /// <summary>Regulatory reporting.</summary>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public RegulatoryReporting(ValueList<string> lines) => Lines = Guard.Lines(lines, MostLines, 35, "reporting");

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <inheritdoc/>
    public static RegulatoryReporting Read(char? option, FieldText text) => new(text.Lines);
}

/// <summary>Field 79: narrative, 35*50x.</summary>
public sealed record FreeText : IMtField<FreeText>
{
    /// <summary>Most characters in a line.</summary>
    public const int MaxLength = 50;

    /// <summary>Narrative.</summary>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public FreeText(ValueList<string> lines) => Lines = Guard.Lines(lines, 35, MaxLength, "narrative");

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <inheritdoc/>
    public static FreeText Read(char? option, FieldText text) => new(text.Lines);
}

/// <summary>Field 86: information to the account owner, 6*65x.</summary>
public sealed record AccountOwnerInformation : IMtField<AccountOwnerInformation>
{
    /// <summary>Most lines.</summary>
    public const int MostLines = 6;

    /// <summary>Most characters in a line.</summary>
    public const int MaxLength = 65;

    /// <summary>Information to the account owner.</summary>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public AccountOwnerInformation(ValueList<string> lines) =>
        Lines = Guard.Lines(lines, MostLines, MaxLength, "information");

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <inheritdoc/>
    public static AccountOwnerInformation Read(char? option, FieldText text) => new(text.Lines);
}
