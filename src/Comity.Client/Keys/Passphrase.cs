using System.Security.Cryptography;
using System.Text;

namespace Comity.Client.Keys;

/// <summary>
/// A passphrase as bytes, in memory that the garbage collector does not move and that is overwritten when it is let go. Texts are
/// taken as UTF-8, exactly as given: nothing is trimmed or normalised.
/// </summary>
public sealed class Passphrase : IDisposable
{
    /// <summary>Least characters of a passphrase that a new key file is sealed with.</summary>
    public const int ShortestNew = 12;

    /// <summary>Most bytes of a passphrase.</summary>
    public const int Longest = 1024;

    private readonly byte[] _bytes;

    /// <summary>Copies the bytes of a passphrase; the caller overwrites its own.</summary>
    /// <exception cref="ArgumentException">It is empty, or longer than <see cref="Longest"/>.</exception>
    public Passphrase(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
        {
            throw new ArgumentException($"A passphrase has 1 to {Longest} bytes, not {utf8.Length}.", nameof(utf8));
        }

        _bytes = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
        utf8.CopyTo(_bytes);
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether it is long enough for a new key file.</summary>
    public bool IsLongEnough => Encoding.UTF8.GetCharCount(_bytes) >= ShortestNew;

    /// <summary>A passphrase from a text. The text itself stays in memory until it is collected: prefer bytes.</summary>
    public static Passphrase FromText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            return new Passphrase(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Whether two are the same.</summary>
    public bool SameAs(Passphrase other) => CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
