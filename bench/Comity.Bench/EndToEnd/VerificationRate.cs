using System.Diagnostics;
using Google.Protobuf;
using Keys = Comity.Protocol.Keys;
using Wire = Comity.Protocol.Wire;

namespace Comity.Bench.EndToEnd;

/// <summary>How many signatures all cores verify, doing nothing else: the ceiling for payments signed one by one.</summary>
internal static class VerificationRate
{
    /// <summary>Signatures per second.</summary>
    public static double Measure(ByteString[] transactions, TimeSpan stretch)
    {
        var signed = transactions.Take(2_000).Select(Wire.SignedTransaction.Parser.ParseFrom).ToArray();
        var keys = signed
            .Select(static transaction =>
                Keys.PublicKey.TryCreate(
                    Keys.SignatureAlgorithm.Ed25519,
                    Wire.TransactionBody.Parser.ParseFrom(transaction.Body).Signers[0].Key.Span,
                    out var key
                )
                    ? key
                    : throw new InvalidOperationException("A benchmark transaction has no key.")
            )
            .ToArray();
        var counts = new long[Environment.ProcessorCount];
        var watch = Stopwatch.StartNew();
        var threads = counts
            .Select(
                (_, thread) =>
                    new Thread(() =>
                    {
                        for (var index = 0; watch.Elapsed < stretch; index = (index + 1) % signed.Length)
                        {
                            if (
                                !Keys.SignatureVerifier.Verify(
                                    keys[index],
                                    signed[index].Body.Span,
                                    signed[index].Signatures[0].Span
                                )
                            )
                            {
                                throw new InvalidOperationException("A benchmark signature does not verify.");
                            }

                            counts[thread]++;
                        }
                    })
            )
            .ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
