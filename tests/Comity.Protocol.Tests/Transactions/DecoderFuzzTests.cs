using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Protocol.Tests.Transactions;

/// <summary>
/// Bytes that nobody meant. The corpus is a body for each kind of operation; from it come inputs with bits flipped, bytes
/// cut out, put in, copied, and two spliced together. COMITY_SEED tells a run again, COMITY_FUZZ asks for more inputs.
/// </summary>
public sealed class DecoderFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_the_bytes_the_decoder_answers_and_what_it_reads_it_reads_again()
    {
        var corpus = Corpus();
        var seed = Number("COMITY_SEED", Environment.TickCount & 0xFFFFFF);
        var random = new Random(seed);
        var inputs = Number("COMITY_FUZZ", 200_000);
        var read = 0;
        for (var input = 0; input < inputs; input++)
        {
            var bytes = Mutate(random, corpus);
            try
            {
                read += Decode(bytes) ? 1 : 0;
            }
            catch (Exception fault)
            {
                Assert.Fail($"COMITY_SEED={seed}, input {input}, {Convert.ToHexStringLower(bytes)}: {fault}");
            }
        }

        output.WriteLine($"{inputs} inputs from COMITY_SEED={seed}; {read} were transactions");
        Assert.True(read > 0, "Mutations that always break everything test only half of the decoder.");
    }

    [Fact]
    public void The_corpus_has_every_kind_of_operation_and_all_of_it_is_read() =>
        Assert.All(
            Corpus(),
            body =>
                Assert.True(
                    TransactionDecoder.TryDecode(ByteString.CopyFrom(body), out _, out var failure),
                    $"{failure}"
                )
        );

    private static bool Decode(byte[] bytes)
    {
        // Two other readers of outside input, for whatever they make of it.
        _ = AuthenticatedTransaction.TryAuthenticate(bytes, out _, out _);
        _ = NetworkGenesis.TryRead(bytes, out _, out _);
        if (!TransactionDecoder.TryDecode(ByteString.CopyFrom(bytes), out var transaction, out var failure))
        {
            Assert.NotEmpty(failure.Message);
            return false;
        }

        var again = new Wire.TransactionBody
        {
            Network = transaction.Network,
            Salt = ByteString.CopyFrom(new byte[16]),
            ValidUntil = transaction.ValidUntil.Milliseconds,
            Signers = { transaction.Signers.Select(signer => signer.ToWire()) },
            Operations = { transaction.Operations.Select(operation => operation.ToWire()) },
        };
        Assert.True(TransactionDecoder.TryDecode(again.ToByteString(), out var second, out failure), $"{failure}");
        Assert.Equal(transaction.Signers, second.Signers);
        Assert.Equal(
            transaction.Operations.Select(operation => operation.ToWire()),
            second.Operations.Select(operation => operation.ToWire())
        );
        return true;
    }

    private static byte[] Mutate(Random random, List<byte[]> corpus)
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var place = random.Next(bytes.Count + 1);
            var rest = bytes.Count - place;
            switch (random.Next(6))
            {
                case 0 when rest > 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when rest > 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(rest, random.Next(1, 9)));
                    break;
                case 3:
                    bytes.InsertRange(
                        place,
                        Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256))
                    );
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(64)).ToList());
                    break;
                default:
                    var other = corpus[random.Next(corpus.Count)];
                    bytes.RemoveRange(place, rest);
                    bytes.AddRange(other.Skip(random.Next(other.Length)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<byte[]> Corpus()
    {
        var folder = Path.Combine(RepositoryFolder.Root, "tests/Comity.Protocol.Tests/Corpus");
        if (GoldenFile.IsWritten)
        {
            WriteCorpus(folder);
        }

        var files = Directory.GetFiles(folder, "*.hex").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(RandomOperations.Kinds, files.Count);
        return [.. files.Select(file => Convert.FromHexString(File.ReadAllText(file).Trim()))];
    }

    private static void WriteCorpus(string folder)
    {
        var random = new RandomOperations(4);
        for (var kind = 0; kind < RandomOperations.Kinds; kind++)
        {
            var operation = random.OfKind(kind);
            var draft = TransactionDraft.Create("test", new Timestamp(7), [random.NextKey()], [operation]);
            var name = $"{operation.GetType().Name.ToLowerInvariant()}.hex";
            File.WriteAllText(Path.Combine(folder, name), $"{Convert.ToHexStringLower(draft.Body.Span)}\n");
        }
    }

    private static int Number(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var stated) ? stated : standard;
}
