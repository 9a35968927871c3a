using System.Security.Cryptography;
using Comity.Ordering.Files;
using Microsoft.Win32.SafeHandles;

namespace Comity.Ordering.Backup;

/// <summary>Copies and hashes files in one go.</summary>
internal static class FileCopy
{
    private const int BufferSize = 1 << 20;

    /// <summary>Copies a file's beginning to a new file, durably.</summary>
    /// <returns>How many bytes there were, and their SHA-256.</returns>
    public static (long Bytes, byte[] Sha256) Copy(SafeFileHandle source, string to, long length)
    {
        File.Delete(to);
        using var target = RealDisk.Instance.Create(to);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var offset = 0L;
        while (offset < length)
        {
            var read = RandomAccess.Read(
                source,
                buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - offset)),
                offset
            );
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            target.Write(buffer.AsSpan(0, read), offset);
            offset += read;
        }

        target.Flush();
        return (offset, hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a file's beginning, in lower-case hexadecimal; of all of it, where it is shorter.</summary>
    public static string Hash(string path, long length)
    {
        using var source = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var offset = 0L;
        int read;
        while (
            offset < length
            && (
                read = RandomAccess.Read(
                    source,
                    buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - offset)),
                    offset
                )
            ) > 0
        )
        {
            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
