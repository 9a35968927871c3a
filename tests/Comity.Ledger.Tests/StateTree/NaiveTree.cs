using System.Security.Cryptography;
using Comity.Protocol.Cryptography;

namespace Comity.Ledger.Tests.StateTree;

/// <summary>
/// The definition of the state tree, as plainly as it can be written: recursive over a sorted dictionary, every hash
/// computed again each time, with nothing of the product's hashing in it.
/// </summary>
internal sealed class NaiveTree
{
    private readonly SortedDictionary<Hash256, Hash256> _values = [];

    public int Count => _values.Count;

    public IReadOnlyDictionary<Hash256, Hash256> Values => _values;

    public void Set(Hash256 key, Hash256 valueHash) => _values[key] = valueHash;

    public void Remove(Hash256 key) => _values.Remove(key);

    public Hash256 Root() => new(Root([.. _values], 0));

    private static byte[] Root(KeyValuePair<Hash256, Hash256>[] values, int depth)
    {
        switch (values.Length)
        {
            case 0:
                return new byte[32];
            case 1:
                return SHA256.HashData([0, .. values[0].Key.Bytes, .. values[0].Value.Bytes]);
            default:
                var left = values.Where(value => !IsOne(value.Key, depth)).ToArray();
                var right = values.Where(value => IsOne(value.Key, depth)).ToArray();
                return SHA256.HashData([1, .. Root(left, depth + 1), .. Root(right, depth + 1)]);
        }
    }

    private static bool IsOne(Hash256 key, int bit) => ((key.Bytes[bit / 8] >> (7 - bit % 8)) & 1) == 1;
}
