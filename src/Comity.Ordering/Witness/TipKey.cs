using Comity.Ordering.Files;
using Comity.Protocol.Keys;

namespace Comity.Ordering.Witness;

/// <summary>
/// The key that a node signs its tip with: the file <c>tip.key</c> of its data folder, a seed in hexadecimal, readable by its owner
/// alone. It moves no money. Backups hold it, so that a restored node knows its own statements.
/// </summary>
public sealed class TipKey : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tip.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly SigningKey key;

    private TipKey(SigningKey key) => this.key = key;

    /// <summary>Its public half.</summary>
    public PublicKey PublicKey => key.PublicKey;

    /// <summary>A folder's key; made where there is none.</summary>
    /// <exception cref="IOException">The file does not hold a key.</exception>
    public static TipKey TakeOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            var made = SigningKey.Generate();
            var text = Convert.ToHexStringLower(made.ExportSecret()) + "\n";
            DurableFile.Write(folder, FileName, System.Text.Encoding.ASCII.GetBytes(text), OwnerOnly);
            return new TipKey(made);
        }

        try
        {
            return new TipKey(SigningKey.FromSeed(Convert.FromHexString(File.ReadAllText(path).Trim())));
        }
        catch (FormatException damaged)
        {
            throw new IOException(
                $"{path} holds no key. Restore it from a backup; or move it away, and the node makes another and no longer knows its "
                    + "earlier statements.",
                damaged
            );
        }
    }

    /// <summary>Signs a statement: 64 bytes, Ed25519 (RFC 8032).</summary>
    public byte[] Sign(TipStatement statement) => key.Sign(statement.ToBytes());

    /// <summary>Whether this key signed a statement.</summary>
    public bool Signed(TipStatement statement, ReadOnlySpan<byte> signature) =>
        SignatureVerifier.Verify(key.PublicKey, statement.ToBytes(), signature);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
