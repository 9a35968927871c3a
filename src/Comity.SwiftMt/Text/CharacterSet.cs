namespace Comity.SwiftMt.Text;

/// <summary>
/// Which characters a part of a field may hold, by the letter that SWIFT's field formats use (Standards MT General Information, formatting
/// and characters). The end of a line is no character of a set: lines are kept apart.
/// </summary>
public sealed class CharacterSet
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Basic = Letters + "abcdefghijklmnopqrstuvwxyz" + Digits + " ";

    private readonly bool[] members = new bool[128];

    private CharacterSet(char letter, string name, string characters)
    {
        Letter = letter;
        Name = name;
        foreach (var character in characters)
        {
            members[character] = true;
        }
    }

    /// <summary>n: digits.</summary>
    public static CharacterSet N { get; } = new('n', "digits", Digits);

    /// <summary>a: capital letters.</summary>
    public static CharacterSet A { get; } = new('a', "capital letters", Letters);

    /// <summary>c: capital letters and digits.</summary>
    public static CharacterSet C { get; } = new('c', "capital letters and digits", Letters + Digits);

    /// <summary>h: hexadecimal digits, in capitals.</summary>
    public static CharacterSet H { get; } = new('h', "hexadecimal digits", Digits + "ABCDEF");

    /// <summary>x: what most text is written in.</summary>
    public static CharacterSet X { get; } =
        new('x', "letters, digits, blank and / - ? : ( ) . , ' +", Basic + "/-?:().,'+");

    /// <summary>y: EDIFACT level A; capital letters only.</summary>
    public static CharacterSet Y { get; } =
        new(
            'y',
            "capital letters, digits, blank and . , - ( ) / = ' + : ? ! \" % & * < > ;",
            Letters + Digits + " .,-()/='+:?!\"%&*<>;"
        );

    /// <summary>z: the information service's set; of the messages here only field 77T uses it.</summary>
    public static CharacterSet Z { get; } =
        new(
            'z',
            "letters, digits, blank and . , - ( ) / = ' + : ? ! \" % & * < > ; { @ # _",
            Basic + ".,-()/='+:?!\"%&*<>;{@#_"
        );

    /// <summary>The letter in a format: <c>x</c> of <c>16x</c>.</summary>
    public char Letter { get; }

    /// <summary>What it holds, in words.</summary>
    public string Name { get; }

    /// <summary>Whether <paramref name="character"/> belongs to it.</summary>
    public bool Has(char character) => character < 128 && members[character];

    /// <summary>The index of the first character of <paramref name="text"/> that does not belong to it; -1 where all do.</summary>
    public int FirstForeign(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Has(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The letter.</summary>
    public override string ToString() => Letter.ToString();
}
