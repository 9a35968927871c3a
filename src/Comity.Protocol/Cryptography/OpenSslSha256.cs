using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Comity.Protocol.Cryptography;

/// <summary>
/// OpenSSL's low-level SHA-256 (<c>openssl/sha.h</c>), which skips the set-up of the EVP layer that .NET goes through.
/// Used on Linux only; trusted only after it has agreed with .NET's digest on every length around the block borders.
/// </summary>
internal static unsafe class OpenSslSha256
{
    // sizeof(SHA256_CTX) is 112 in OpenSSL 1.1 and 3; the rest is margin.
    private const int ContextSize = 128;

    private const int BlockSize = 64;

    // The longest input whose padding fits one block is 55 bytes, two blocks 119, three blocks 183.
    private const int CheckedLengths = 256;

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int> Update;
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int> Final;

#pragma warning disable CA1810 // The fields depend on each other: which library was found decides all of them.
    static OpenSslSha256()
    {
        LibraryName = ".NET";
        foreach (var name in Candidates())
        {
            if (
                NativeLibrary.TryLoad(name, out var library)
                && NativeLibrary.TryGetExport(library, "SHA256_Init", out var init)
                && NativeLibrary.TryGetExport(library, "SHA256_Update", out var update)
                && NativeLibrary.TryGetExport(library, "SHA256_Final", out var final)
            )
            {
                Init = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, int>)init;
                Update = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, nuint, int>)update;
                Final = (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, byte*, int>)final;
                IsAvailable = AgreesWithRuntime();
                LibraryName = IsAvailable ? name : LibraryName;
                return;
            }
        }
    }
#pragma warning restore CA1810

    /// <summary>Whether a library was found and passed its check.</summary>
    public static bool IsAvailable { get; }

    /// <summary>The library's file name, or ".NET" where none is used.</summary>
    public static string LibraryName { get; }

    /// <summary>The digest of one input; only where <see cref="IsAvailable"/>.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> input, out Hash256 digest)
    {
        Unsafe.SkipInit(out digest);
        var context = stackalloc byte[ContextSize];
        fixed (byte* data = input)
        fixed (Hash256* output = &digest)
        {
            // These return 1 always: they only touch the context (SHA256_Init(3)).
            _ = Init(context);
            _ = Update(context, data, (nuint)input.Length);
            _ = Final((byte*)output, context);
        }
    }

    /// <summary>
    /// The digest of an input already padded to whole blocks (FIPS 180-4, section 5.1.1); only where
    /// <see cref="IsAvailable"/>. Without <c>SHA256_Final</c>: the chaining value after the last block is the digest.
    /// </summary>
    [SkipLocalsInit]
    public static void HashPadded(ReadOnlySpan<byte> blocks, out Hash256 digest)
    {
        Debug.Assert(blocks.Length % BlockSize == 0, "Padding fills whole blocks.");
        var context = stackalloc byte[ContextSize];
        fixed (byte* data = blocks)
        {
            _ = Init(context);
            _ = Update(context, data, (nuint)blocks.Length);
        }

        // SHA256_CTX begins with the eight 32-bit words of the chaining value, in the machine's byte order.
        var words = new Span<uint>(context, Hash256.Size / sizeof(uint));
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        digest = MemoryMarshal.Read<Hash256>(MemoryMarshal.AsBytes(words));
    }

    // Elsewhere an unversioned name finds another library, or (macOS) ends the process.
    private static string[] Candidates() =>
        OperatingSystem.IsLinux() ? ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto"] : [];

    private static bool AgreesWithRuntime()
    {
        Span<byte> input = stackalloc byte[CheckedLengths];
        for (var length = 0; length < CheckedLengths; length++)
        {
            input[length] = (byte)(length ^ 0x5a);
            Hash(input[..length], out var digest);
            if (digest != Sha256.HashByRuntime(input[..length]))
            {
                return false;
            }
        }

        return AgreesOnPadded(input[..(BlockSize + 1)]);
    }

    private static bool AgreesOnPadded(ReadOnlySpan<byte> input)
    {
        Span<byte> blocks = stackalloc byte[2 * BlockSize];
        blocks.Clear();
        input.CopyTo(blocks);
        blocks[input.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(blocks[^sizeof(ulong)..], (ulong)input.Length * 8);
        HashPadded(blocks, out var digest);
        return digest == Sha256.HashByRuntime(input);
    }
}
