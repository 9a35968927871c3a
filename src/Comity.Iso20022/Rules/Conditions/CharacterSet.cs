using System.Buffers;

namespace Comity.Iso20022.Rules.Conditions;

/// <summary>A set of characters that a network carries.</summary>
internal sealed record CharacterSet(string Name, string Characters)
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Basic = Alphanumeric + "/-?:().,'+ ";

    /// <summary>SWIFT's FIN X character set, without line breaks.</summary>
    public static readonly CharacterSet FinX = new("FIN-X", Basic);

    /// <summary>FIN X with what CBPR+ adds for names, addresses and remittance information.</summary>
    public static readonly CharacterSet FinXExtended = new("FIN-X extended", Basic + "!#$%&*=^_`{|}~\";<>@[\\]");

    private readonly SearchValues<char> allowed = SearchValues.Create(Characters);

    /// <summary>The set of this name; nothing where there is none.</summary>
    public static CharacterSet? Named(string name) =>
        name == FinX.Name ? FinX
        : name == FinXExtended.Name ? FinXExtended
        : null;

    /// <summary>Whether all of <paramref name="text"/> is in the set.</summary>
    public bool Holds(string text) => !text.AsSpan().ContainsAnyExcept(allowed);
}
