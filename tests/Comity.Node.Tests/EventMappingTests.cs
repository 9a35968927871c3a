using System.Collections.Immutable;
using System.Reflection;
using Comity.Ledger.Events;
using Comity.Node.Mapping;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class EventMappingTests
{
    private static readonly TestWorld World = new(2);

    public static TheoryData<string> Kinds =>
        [
            .. typeof(LedgerEvent)
                .Assembly.GetTypes()
                .Where(static type => type.IsSubclassOf(typeof(LedgerEvent)) && !type.IsAbstract)
                .Select(static type => type.FullName!),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_event_has_a_wire_form(string kind)
    {
        var type = typeof(LedgerEvent).Assembly.GetType(kind)!;
        var happened = (LedgerEvent)Make(type);

        var wire = happened.ToWire();

        Assert.NotEqual(Wire.Event.KindOneofCase.None, wire.KindCase);
    }

    [Fact]
    public void No_two_kinds_have_the_same_wire_form()
    {
        var cases = Kinds
            .Select(static row => (LedgerEvent)Make(typeof(LedgerEvent).Assembly.GetType(row.Data)!))
            .Select(static happened => happened.ToWire().KindCase)
            .ToArray();

        Assert.Equal(cases.Length, cases.Distinct().Count());
        Assert.Equal(Enum.GetValues<Wire.Event.KindOneofCase>().Length - 1, cases.Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_that_names_a_settlement_is_a_step_of_it(string kind)
    {
        var type = typeof(LedgerEvent).Assembly.GetType(kind)!;
        var names = type.GetProperties()
            .Any(static property =>
                property.PropertyType == typeof(Uetr)
                || property.PropertyType == typeof(Settle)
                || property.PropertyType == typeof(ImmutableArray<Uetr>)
            );

        Assert.Equal(names, ((LedgerEvent)Make(type)).Settlements().Length > 0);
    }

    private static object Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .OrderByDescending(static one => one.GetParameters().Length)
            .First();
        return constructor.Invoke([.. constructor.GetParameters().Select(static it => Value(it.ParameterType))]);
    }

    private static object Value(Type type)
    {
        var (payer, payee) = (World.Banks[0], World.Banks[1]);
        object[] values =
        [
            Uetr.Random(),
            payer.Lei,
            payer.Account,
            payer.Country,
            World.Currencies[0],
            new UInt128(1, 2),
            "text",
            true,
            7UL,
            new Timestamp(1),
            Sha256.Hash("x"u8),
            SettlementPath.Queue,
            payer.Terms,
            RulePolicy.Empty,
            new OfferId(new byte[16]),
            World.Payment(payer, payee, 1, Uetr.Random()),
            Offer(payer),
            new ParticipantSubject(payer.Lei),
            ImmutableArray.Create(new Leg(payer.Account, payee.Account, new Amount(World.Currencies[0], 1))),
            ImmutableArray.Create(Uetr.Random()),
            ImmutableArray.Create<byte>(1, 2, 3),
        ];
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        return values.First(value => wanted.IsInstanceOfType(value));
    }

    private static PostOffer Offer(TestParticipant maker) =>
        new()
        {
            Id = new OfferId(new byte[16]),
            Account = maker.Account,
            Sells = World.Currencies[0],
            Buys = World.Currencies[1],
            Rate = new Rate(1, 2),
            Capacity = 5,
            ExpiresAt = new Timestamp(5),
        };
}
