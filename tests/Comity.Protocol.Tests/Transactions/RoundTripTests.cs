using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Settlement;
using CsCheck;

namespace Comity.Protocol.Tests.Transactions;

public sealed class RoundTripTests
{
    [Fact]
    public void Every_operation_comes_off_the_wire_as_it_went_on() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new RandomOperations(seed);
                var operations = Enumerable.Range(0, RandomOperations.Kinds).Select(random.OfKind).ToList();
                var draft = TransactionDraft.Create("test", new Timestamp(7), [random.NextKey()], operations);
                Assert.True(TransactionDecoder.TryDecode(draft.Body, out var read, out var failure), $"{failure}");
                Assert.Equal(draft.Id, read.Id);
                Assert.Equal(draft.Signers, read.Signers);
                Assert.Equal(new Timestamp(7), read.ValidUntil);
                for (var index = 0; index < operations.Count; index++)
                {
                    AssertSame(operations[index], read.Operations[index]);
                }
            },
            iter: 400
        );

    [Fact]
    public void The_random_operations_are_of_every_kind_that_the_wire_has()
    {
        var random = new RandomOperations(1);
        var kinds = Enumerable.Range(0, RandomOperations.Kinds).Select(kind => random.OfKind(kind).ToWire().KindCase);
        Assert.Equal(
            Enum.GetValues<Wire.Operation.KindOneofCase>()
                .Where(kind => kind != Wire.Operation.KindOneofCase.None)
                .Order(),
            kinds.Order()
        );
    }

    private static void AssertSame(Operation sent, Operation read)
    {
        Assert.Equal(sent.ToWire(), read.ToWire());
        Assert.IsType(sent.GetType(), read);
        if (sent is Settle settle)
        {
            Assert.Equal(settle.Terms, ((Settle)read).Terms);
        }
    }
}
