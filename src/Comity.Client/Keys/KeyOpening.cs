namespace Comity.Client.Keys;

/// <summary>How keys may be opened.</summary>
/// <param name="Passphrases">Where passphrases, and PINs that no URI gives a source for, come from.</param>
/// <param name="AllowPlain">Whether a secret in plain text is taken: right for a demonstration only.</param>
public sealed record KeyOpening(PassphraseSource Passphrases, bool AllowPlain = false)
{
    /// <summary>Asks at the terminal; takes no secret in plain text.</summary>
    public static KeyOpening Default { get; } = new(PassphraseSource.Prompt);
}
