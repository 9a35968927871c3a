using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>Something that must hold before a settlement executes. One of the kinds below.</summary>
public abstract record Condition
{
    private protected Condition() { }

    internal static Condition Read(Wire.Condition wire, WireReader reader)
    {
        switch (wire.KindCase)
        {
            case Wire.Condition.KindOneofCase.HashLock:
                return new HashLock(reader.Hash(wire.HashLock.Sha256, "hash_lock.sha256"));
            case Wire.Condition.KindOneofCase.TimeWindow:
                return TimeWindow.Read(wire.TimeWindow, reader);
            case Wire.Condition.KindOneofCase.Attestation:
                return AttestationCondition.Read(wire.Attestation, reader);
            case Wire.Condition.KindOneofCase.Approval:
                return new ApprovalCondition(reader.Country(wire.Approval.Jurisdiction, "approval.jurisdiction"));
            default:
                reader.Fail("kind", "is none of hash_lock, time_window, attestation, approval");
                return new TimeWindow(Timestamp.Zero, Timestamp.Never);
        }
    }

    internal abstract Wire.Condition ToWire();

    internal abstract void WriteTo(CanonicalWriter writer);
}

/// <summary>Holds once the bytes whose SHA-256 this is have been shown.</summary>
/// <param name="Digest">The SHA-256 of the preimage.</param>
public sealed record HashLock(Hash256 Digest) : Condition
{
    internal override Wire.Condition ToWire() => new() { HashLock = new Wire.HashLock { Sha256 = Digest.ToWire() } };

    internal override void WriteTo(CanonicalWriter writer)
    {
        writer.Byte(1);
        writer.Hash(Digest);
    }
}

/// <summary>Holds between two instants.</summary>
/// <param name="NotBefore">From this block time on.</param>
/// <param name="NotAfter">Until before this block time; <see cref="Timestamp.Never"/> for no end.</param>
public sealed record TimeWindow(Timestamp NotBefore, Timestamp NotAfter) : Condition
{
    internal static TimeWindow Read(Wire.TimeWindow wire, WireReader reader)
    {
        var window = new TimeWindow(WireReader.Time(wire.NotBefore), WireReader.EndOrNever(wire.NotAfter));
        reader.Require(window.NotBefore < window.NotAfter, "time_window", "ends before it begins");
        return window;
    }

    internal override Wire.Condition ToWire() =>
        new()
        {
            TimeWindow = new Wire.TimeWindow { NotBefore = NotBefore.Milliseconds, NotAfter = NotAfter.EndToWire() },
        };

    internal override void WriteTo(CanonicalWriter writer)
    {
        writer.Byte(2);
        writer.Time(NotBefore);
        writer.Time(NotAfter);
    }
}

/// <summary>Holds while a live attestation stands.</summary>
/// <param name="Attester">Who attests.</param>
/// <param name="Kind">What is claimed, for example screening or goods-shipped: 1 to 35 characters.</param>
/// <param name="Subject">What it is claimed of.</param>
public sealed record AttestationCondition(Lei Attester, string Kind, Hash256 Subject) : Condition
{
    internal static AttestationCondition Read(Wire.AttestationCondition wire, WireReader reader) =>
        new(
            reader.Lei(wire.Attester, "attestation.attester"),
            reader.Text(wire.Kind, "attestation.kind", 1, 35),
            reader.Hash(wire.Subject, "attestation.subject")
        );

    internal override Wire.Condition ToWire() =>
        new()
        {
            Attestation = new Wire.AttestationCondition
            {
                Attester = Attester.ToString(),
                Kind = Kind,
                Subject = Subject.ToWire(),
            },
        };

    internal override void WriteTo(CanonicalWriter writer)
    {
        writer.Byte(3);
        writer.Text(Attester.ToString());
        writer.Text(Kind);
        writer.Hash(Subject);
    }
}

/// <summary>Holds once the authority of a jurisdiction has approved the settlement.</summary>
/// <param name="Jurisdiction">Whose authority.</param>
public sealed record ApprovalCondition(CountryCode Jurisdiction) : Condition
{
    internal override Wire.Condition ToWire() =>
        new() { Approval = new Wire.ApprovalCondition { Jurisdiction = Jurisdiction.ToString() } };

    internal override void WriteTo(CanonicalWriter writer)
    {
        writer.Byte(4);
        writer.Text(Jurisdiction.ToString());
    }
}
