using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>How a settlement waits when it cannot execute at once.</summary>
/// <param name="Priority">0 (normal) to 9 (most urgent).</param>
/// <param name="ExpiresAt">It leaves at the first block at or after this time.</param>
/// <param name="Reserve">Hold every debtor's funds as soon as all have authorised.</param>
public sealed record QueueTerms(byte Priority, Timestamp ExpiresAt, bool Reserve);

/// <summary>Legs that happen together or not at all.</summary>
public sealed record Settle : Operation
{
    /// <summary>Most legs of one settlement.</summary>
    public const int MostLegs = 64;

    /// <summary>Most exchanges of one settlement.</summary>
    public const int MostExchanges = 8;

    /// <summary>Most conditions of one settlement.</summary>
    public const int MostConditions = 8;

    [ThreadStatic]
    private static CanonicalWriter? _writer;

    private Hash256? _terms;

    /// <summary>A settlement with nothing in it yet.</summary>
    public Settle() { }

    // What a copy is made for is to differ: the terms that were worked out for the original are not its own.
    [SetsRequiredMembers]
    private Settle(Settle original)
        : base(original)
    {
        Uetr = original.Uetr;
        Legs = original.Legs;
        Exchanges = original.Exchanges;
        Conditions = original.Conditions;
        Queue = original.Queue;
        Purpose = original.Purpose;
        Content = original.Content;
    }

    /// <summary>Its UETR, which is its id: idempotent from a bank's file to the ledger and back.</summary>
    public required Uetr Uetr { get; init; }

    /// <summary>The legs with stated amounts; may be empty where there are exchanges.</summary>
    public ImmutableArray<Leg> Legs { get; init; } = [];

    /// <summary>The parts that go through standing offers.</summary>
    public ImmutableArray<Exchange> Exchanges { get; init; } = [];

    /// <summary>What must hold first.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>How it waits; absent: now or refused.</summary>
    public QueueTerms? Queue { get; init; }

    /// <summary>ISO 20022 external purpose code, or empty.</summary>
    public string Purpose { get; init; } = string.Empty;

    /// <summary>SHA-256 of the business message behind it, where there is one.</summary>
    public Hash256? Content { get; init; }

    /// <summary>SHA-256 of the settlement's canonical form: what an authorisation or an attestation refers to.</summary>
    public Hash256 Terms => _terms ??= ComputeTerms();

    /// <inheritdoc/>
    public bool Equals(Settle? other) => other is not null && Terms == other.Terms;

    /// <inheritdoc/>
    public override int GetHashCode() => Uetr.GetHashCode();

    internal static Settle Read(Wire.Settle wire, WireReader reader)
    {
        var settle = new Settle
        {
            Uetr = reader.Uetr(wire.Uetr, "uetr"),
            Legs = ReadLegs(wire, reader),
            Exchanges = reader.List(wire.Exchanges, "exchanges", 0, MostExchanges, Exchange.Read),
            Conditions = reader.List(wire.Conditions, "conditions", 0, MostConditions, Condition.Read),
            Queue = wire.Queue is null ? null : ReadQueue(wire.Queue, reader),
            Purpose = reader.OptionalCode(wire.Purpose, "purpose"),
            Content = reader.OptionalHash(wire.Content, "content"),
        };
        reader.Require(
            settle.Legs.Length + settle.Exchanges.Length > 0,
            "legs",
            "and exchanges are both empty; a settlement moves something"
        );
        if (reader.Failure is null)
        {
            _ = settle.Terms;
        }

        return settle;
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire()
    {
        var wire = new Wire.Settle
        {
            Uetr = Uetr.ToWire(),
            Purpose = Purpose,
            Legs = { Legs.Select(LegToWire) },
            Exchanges = { Exchanges.Select(static exchange => exchange.ToWire()) },
            Conditions = { Conditions.Select(static condition => condition.ToWire()) },
        };
        if (Queue is { } queue)
        {
            wire.Queue = new Wire.Queue
            {
                Priority = queue.Priority,
                ExpiresAt = queue.ExpiresAt.Milliseconds,
                Reserve = queue.Reserve,
            };
        }

        if (Content is { } content)
        {
            wire.Content = content.ToWire();
        }

        return new Wire.Operation { Settle = wire };
    }

    /// <summary>Writes the canonical form, whose SHA-256 is <see cref="Terms"/>.</summary>
    public void WriteTo(CanonicalWriter writer)
    {
        writer.Uetr(Uetr);
        writer.Byte((byte)Legs.Length);
        foreach (var leg in Legs)
        {
            writer.Account(leg.From);
            writer.Account(leg.To);
            writer.Instrument(leg.Amount.Instrument);
            writer.UInt128(leg.Amount.Units);
        }

        writer.Byte((byte)Exchanges.Length);
        foreach (var exchange in Exchanges)
        {
            exchange.WriteTo(writer);
        }

        writer.Byte((byte)Conditions.Length);
        foreach (var condition in Conditions)
        {
            condition.WriteTo(writer);
        }

        writer.Flag(Queue is not null);
        if (Queue is { } queue)
        {
            writer.Byte(queue.Priority);
            writer.Time(queue.ExpiresAt);
            writer.Flag(queue.Reserve);
        }

        writer.Text(Purpose);
        writer.Flag(Content is not null);
        if (Content is { } content)
        {
            writer.Hash(content);
        }
    }

    internal static Leg ReadLeg(Wire.Leg wire, WireReader reader)
    {
        var leg = new Leg(
            reader.Account(wire.From, "from"),
            reader.Account(wire.To, "to"),
            new Amount(reader.Instrument(wire.Instrument, "instrument"), reader.PositiveUnits(wire.Units, "units"))
        );
        reader.Require(leg.From != leg.To, "to", "is the account it comes from");
        return leg;
    }

    internal static Wire.Leg LegToWire(Leg leg) =>
        new()
        {
            From = leg.From.ToWire(),
            To = leg.To.ToWire(),
            Instrument = leg.Amount.Instrument.ToString(),
            Units = leg.Amount.Units.ToWire(),
        };

    private static ImmutableArray<Leg> ReadLegs(Wire.Settle wire, WireReader reader)
    {
        // The common settlement has one leg: no list machinery for it.
        if (wire.Legs.Count != 1)
        {
            return reader.List(wire.Legs, "legs", 0, MostLegs, ReadLeg);
        }

        reader.Enter("legs", 0);
        var only = ReadLeg(wire.Legs[0], reader);
        reader.Leave();
        return [only];
    }

    private static QueueTerms ReadQueue(Wire.Queue wire, WireReader reader)
    {
        reader.Require(wire.Priority <= 9, "queue.priority", $"is {wire.Priority}; 0 (normal) to 9 (most urgent)");
        return new QueueTerms((byte)(wire.Priority % 10), WireReader.Time(wire.ExpiresAt), wire.Reserve);
    }

    private Hash256 ComputeTerms()
    {
        var writer = (_writer ??= new CanonicalWriter()).Reset();
        WriteTo(writer);
        return Sha256.Hash(writer.Written);
    }
}
