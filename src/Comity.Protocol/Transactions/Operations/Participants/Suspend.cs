using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Participants;

/// <summary>An ordered pair of jurisdictions.</summary>
/// <param name="From">The debtor's.</param>
/// <param name="To">The creditor's.</param>
public readonly record struct Corridor(CountryCode From, CountryCode To)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From}-{To}";
}

/// <summary>What is suspended. One of the kinds below.</summary>
public abstract record SuspensionSubject
{
    private protected SuspensionSubject() { }
}

/// <summary>A participant neither pays nor is paid.</summary>
/// <param name="Lei">The participant.</param>
public sealed record ParticipantSubject(Lei Lei) : SuspensionSubject;

/// <summary>An instrument does not move.</summary>
/// <param name="Instrument">The instrument.</param>
public sealed record InstrumentSubject(InstrumentId Instrument) : SuspensionSubject;

/// <summary>Nothing moves from one jurisdiction to another.</summary>
/// <param name="Corridor">The ordered pair.</param>
public sealed record CorridorSubject(Corridor Corridor) : SuspensionSubject;

/// <summary>No participant of a jurisdiction pays or is paid across its border.</summary>
/// <param name="Jurisdiction">The jurisdiction.</param>
public sealed record JurisdictionSubject(CountryCode Jurisdiction) : SuspensionSubject;

/// <summary>Stops, or resumes, a participant, an instrument, a corridor or a jurisdiction.</summary>
/// <param name="Subject">What.</param>
/// <param name="Lifted">True to resume.</param>
public sealed record Suspend(SuspensionSubject Subject, bool Lifted) : Operation
{
    internal static Suspend Read(Wire.Suspend wire, WireReader reader) => new(ReadSubject(wire, reader), wire.Lifted);

    /// <inheritdoc/>
    public override Wire.Operation ToWire()
    {
        var wire = new Wire.Suspend { Lifted = Lifted };
        switch (Subject)
        {
            case ParticipantSubject participant:
                wire.Participant = participant.Lei.ToString();
                break;
            case InstrumentSubject instrument:
                wire.Instrument = instrument.Instrument.ToString();
                break;
            case CorridorSubject corridor:
                wire.Corridor = new Wire.Corridor
                {
                    From = corridor.Corridor.From.ToString(),
                    To = corridor.Corridor.To.ToString(),
                };
                break;
            case JurisdictionSubject jurisdiction:
                wire.Jurisdiction = jurisdiction.Jurisdiction.ToString();
                break;
        }

        return new Wire.Operation { Suspend = wire };
    }

    private static SuspensionSubject ReadSubject(Wire.Suspend wire, WireReader reader)
    {
        switch (wire.SubjectCase)
        {
            case Wire.Suspend.SubjectOneofCase.Participant:
                return new ParticipantSubject(reader.Lei(wire.Participant, "participant"));
            case Wire.Suspend.SubjectOneofCase.Instrument:
                return new InstrumentSubject(reader.Instrument(wire.Instrument, "instrument"));
            case Wire.Suspend.SubjectOneofCase.Corridor:
                return new CorridorSubject(
                    new Corridor(
                        reader.Country(wire.Corridor.From, "corridor.from"),
                        reader.Country(wire.Corridor.To, "corridor.to")
                    )
                );
            case Wire.Suspend.SubjectOneofCase.Jurisdiction:
                return new JurisdictionSubject(reader.Country(wire.Jurisdiction, "jurisdiction"));
            default:
                reader.Fail("subject", "is none of participant, instrument, corridor, jurisdiction");
                return new JurisdictionSubject(default);
        }
    }
}
