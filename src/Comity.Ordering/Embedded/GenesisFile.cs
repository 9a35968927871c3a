using Comity.Ordering.Files;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Embedded;

/// <summary>A data folder's genesis: the file <c>genesis.bin</c>, written once, before the first block.</summary>
public static class GenesisFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "genesis.bin";

    private const int LargestGenesis = 16 << 20;

    /// <summary>Takes the genesis of a data folder: what is stored there, and on the first start what is given.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="given">A serialised comity.v1.Genesis; empty for whatever is stored.</param>
    /// <returns>The bytes and what they say.</returns>
    /// <exception cref="GenesisMismatchException">There is none, it is none, or another one is stored.</exception>
    public static (byte[] Bytes, NetworkGenesis Genesis) Take(string folder, ReadOnlyMemory<byte> given)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path))
        {
            var stored = File.ReadAllBytes(path);
            return given.IsEmpty || given.Span.SequenceEqual(stored)
                ? (stored, Parse(stored, path))
                : throw new GenesisMismatchException(
                    $"{folder} belongs to the network {NetworkGenesis.IdOf(stored)}, and the genesis that was given is that of "
                        + $"{NetworkGenesis.IdOf(given.Span)}. Give the folder's own genesis, or another folder."
                );
        }

        if (given.IsEmpty)
        {
            throw new GenesisMismatchException($"{folder} has no genesis yet: the first start must be given one.");
        }

        var bytes = given.ToArray();
        var genesis = Parse(bytes, "the genesis that was given");
        DurableFile.Write(folder, Name, bytes);
        return (bytes, genesis);
    }

    private static NetworkGenesis Parse(byte[] bytes, string what)
    {
        if (bytes.Length > LargestGenesis)
        {
            throw new GenesisMismatchException(
                $"{what} has {bytes.Length} bytes; at most {LargestGenesis} are allowed."
            );
        }

        return NetworkGenesis.TryRead(bytes, out var genesis, out var failure)
            ? genesis
            : throw new GenesisMismatchException($"{what} is no genesis: {failure}.");
    }
}
