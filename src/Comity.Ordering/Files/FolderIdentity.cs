using System.Security.Cryptography;
using System.Text;

namespace Comity.Ordering.Files;

/// <summary>
/// Which data folder this is: 16 random bytes in the file <c>IDENTITY</c>, made with the folder. No backup carries it on: a
/// restored folder is another one, and a witness can tell.
/// </summary>
/// <param name="Text">32 lower-case hexadecimal digits.</param>
public readonly record struct FolderIdentity(string Text)
{
    /// <summary>Bytes of an identity.</summary>
    public const int Size = 16;

    internal const string FileName = "IDENTITY";

    /// <summary>The bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads a folder's identity; a folder that has lost it gets another.</summary>
    internal static FolderIdentity TakeOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path).Trim();
            if (text.Length == 2 * Size && text.All(char.IsAsciiHexDigitLower))
            {
                return new FolderIdentity(text);
            }
        }

        return Make(folder);
    }

    /// <summary>Gives a folder a new identity.</summary>
    internal static FolderIdentity Make(string folder)
    {
        var identity = new FolderIdentity(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Size)));
        DurableFile.Write(folder, FileName, Encoding.ASCII.GetBytes(identity.Text + "\n"));
        return identity;
    }
}
