using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Protocol.Genesis;

/// <summary>A jurisdiction and its authority at the start.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Authority">Its central bank or monetary authority.</param>
public sealed record FoundingJurisdiction(CountryCode Code, ParticipantTerms Authority);

/// <summary>A currency or an asset.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Decimals">How many decimals a unit has: 0 to 18.</param>
/// <param name="Issuer">Who issues and redeems it.</param>
public sealed record InstrumentTerms(InstrumentId Id, int Decimals, Lei Issuer);

/// <summary>What a network starts from.</summary>
/// <param name="Network">Its name; every transaction states it.</param>
/// <param name="Time">The ledger's time before its first block.</param>
/// <param name="Parameters">The limits that all nodes share.</param>
/// <param name="Jurisdictions">Its founding members.</param>
/// <param name="Instruments">Its first instruments.</param>
public sealed record NetworkGenesis(
    string Network,
    Timestamp Time,
    NetworkParameters Parameters,
    ImmutableArray<FoundingJurisdiction> Jurisdictions,
    ImmutableArray<InstrumentTerms> Instruments
)
{
    /// <summary>
    /// Whether the network is for showing and trying only: it then takes keys that everybody has (<see cref="PublishedKeys"/>).
    /// </summary>
    public bool Demonstration { get; init; }

    /// <summary>The genesis as it is kept and exchanged.</summary>
    public byte[] ToBytes()
    {
        var wire = new Wire.Genesis
        {
            Network = Network,
            Time = Time.Milliseconds,
            Parameters = Parameters.ToWire(),
            Demonstration = Demonstration,
        };
        wire.Jurisdictions.AddRange(
            Jurisdictions.Select(static founding => new Wire.Jurisdiction
            {
                Code = founding.Code.ToString(),
                Authority = founding.Authority.ToWire(),
            })
        );
        wire.Instruments.AddRange(
            Instruments.Select(static instrument => new Wire.Instrument
            {
                Id = instrument.Id.ToString(),
                Decimals = (uint)instrument.Decimals,
                Issuer = instrument.Issuer.ToString(),
            })
        );
        return wire.ToByteArray();
    }

    /// <summary>What names a network for good: the SHA-256 of its genesis bytes.</summary>
    public static Hash256 IdOf(ReadOnlySpan<byte> genesis) => Sha256.Hash(genesis);

    /// <summary>Reads a genesis and checks that it is whole.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out NetworkGenesis? genesis,
        [NotNullWhen(false)] out DecodeFailure? failure
    )
    {
        genesis = null;
        Wire.Genesis wire;
        try
        {
            wire = Wire.Genesis.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            failure = new DecodeFailure("genesis", "is not a serialised comity.v1.Genesis");
            return false;
        }

        var reader = new WireReader();
        var read = new NetworkGenesis(
            reader.Text(wire.Network, "network", 1, 35),
            WireReader.Time(wire.Time),
            NetworkParameters.Read(wire.Parameters),
            reader.List(wire.Jurisdictions, "jurisdictions", 1, 250, ReadFounding),
            reader.List(wire.Instruments, "instruments", 0, 1_000, ReadInstrument)
        )
        {
            Demonstration = wire.Demonstration,
        };
        if (reader.Failure is null)
        {
            read.CheckWhole(reader);
        }

        failure = reader.Failure;
        genesis = failure is null ? read : null;
        return failure is null;
    }

    private static FoundingJurisdiction ReadFounding(Wire.Jurisdiction wire, WireReader reader)
    {
        var code = reader.Country(wire.Code, "code");
        reader.Enter("authority");
        var authority = ParticipantTerms.Read(wire.Authority, reader);
        reader.Leave();
        reader.Require(
            reader.Failure is not null
                || (authority.Jurisdiction == code && (authority.Roles & Roles.Authority) != Roles.None),
            "authority",
            "is of another jurisdiction, or has not the role of authority"
        );
        return new FoundingJurisdiction(code, authority);
    }

    private static InstrumentTerms ReadInstrument(Wire.Instrument wire, WireReader reader)
    {
        reader.Require(wire.Decimals <= 18, "decimals", $"is {wire.Decimals}; 0 to 18 are allowed");
        return new InstrumentTerms(
            reader.Instrument(wire.Id, "id"),
            (int)Math.Min(wire.Decimals, 18),
            reader.Lei(wire.Issuer, "issuer")
        );
    }

    private void CheckWhole(WireReader reader)
    {
        reader.Require(
            Parameters.RemembersLongEnough,
            "parameters.retention_milliseconds",
            $"is {Parameters.RetentionMilliseconds}; at least longest_wait_milliseconds ({Parameters.LongestWaitMilliseconds}) and twice longest_validity_milliseconds ({Parameters.LongestValidityMilliseconds}) are needed"
        );
        var authorities = Jurisdictions.Select(static founding => founding.Authority.Lei).ToHashSet();
        reader.Require(
            Jurisdictions.Select(static founding => founding.Code).Distinct().Count() == Jurisdictions.Length
                && authorities.Count == Jurisdictions.Length,
            "jurisdictions",
            "name a country or an authority twice"
        );
        reader.Require(
            Instruments.Select(static instrument => instrument.Id).Distinct().Count() == Instruments.Length,
            "instruments",
            "name an instrument twice"
        );
        var keys = Jurisdictions.SelectMany(static founding => founding.Authority.Keys.Keys).ToArray();
        reader.Require(
            keys.Select(static key => key.PublicKey).Distinct().Count() == keys.Length,
            "jurisdictions",
            "give one key to two authorities"
        );
        reader.Require(
            Demonstration || !keys.Any(static key => PublishedKeys.Contains(key.PublicKey)),
            "jurisdictions",
            "give an authority a key that everybody has: it comes from a seed printed in a scenario. Make fresh keys, or found a demonstration"
        );
        foreach (var instrument in Instruments)
        {
            reader.Require(
                authorities.Contains(instrument.Issuer),
                "instruments",
                $"{instrument.Id} has an issuer that is no founding authority"
            );
        }
    }
}
