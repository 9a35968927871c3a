using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Google.Protobuf.Collections;

namespace Comity.Protocol.Keys;

/// <summary>Somebody who may act on the network, as admitted.</summary>
/// <param name="Lei">Its legal entity identifier.</param>
/// <param name="Bic">Its business identifier code.</param>
/// <param name="Jurisdiction">Whose authority admits and supervises it.</param>
/// <param name="Roles">What it is; at least one.</param>
/// <param name="Keys">Its keys and thresholds.</param>
public sealed record ParticipantTerms(Lei Lei, Bic Bic, CountryCode Jurisdiction, Roles Roles, KeySet Keys)
{
    /// <summary>The participant as the wire carries it.</summary>
    public Wire.Participant ToWire() =>
        new()
        {
            Lei = Lei.ToString(),
            Bic = Bic.ToString(),
            Jurisdiction = Jurisdiction.ToString(),
            Roles = { Roles.ToWire() },
            Keys = { Keys.Keys.Select(KeyToWire) },
            Thresholds = { Keys.Thresholds.Select(ThresholdToWire) },
        };

    internal static ParticipantTerms Read(Wire.Participant? wire, WireReader reader)
    {
        reader.Require(wire is not null, "", "is missing");
        wire ??= new Wire.Participant();
        reader.Require(wire.Roles.Count > 0, "roles", "is empty; a participant has at least one");
        return new ParticipantTerms(
            reader.Lei(wire.Lei, "lei"),
            reader.Bic(wire.Bic, "bic"),
            reader.Country(wire.Jurisdiction, "jurisdiction"),
            reader.Roles(wire.Roles, "roles"),
            new KeySet(ReadKeys(wire.Keys, "keys", 1, reader), ReadThresholds(wire.Thresholds, reader))
        );
    }

    internal static ImmutableArray<ParticipantKey> ReadKeys(
        RepeatedField<Wire.ParticipantKey> keys,
        string field,
        int fewest,
        WireReader reader
    )
    {
        var read = reader.List(keys, field, fewest, KeySet.MostKeys, ReadKey);
        reader.Require(
            reader.Failure is not null || read.Select(static key => key.PublicKey).Distinct().Count() == read.Length,
            field,
            "names a public key twice"
        );
        return read;
    }

    internal static ImmutableArray<Threshold> ReadThresholds(
        RepeatedField<Wire.Threshold> thresholds,
        WireReader reader
    )
    {
        var read = reader.List(
            thresholds,
            "thresholds",
            0,
            16,
            static (threshold, reader) =>
            {
                reader.Require(threshold.Keys is >= 1 and <= 16, "keys", "is not 1 to 16");
                return new Threshold(
                    reader.Permission(threshold.Permission, "permission"),
                    (int)Math.Min(threshold.Keys, 16)
                );
            }
        );
        reader.Require(
            read.Select(static threshold => threshold.Permission).Distinct().Count() == read.Length,
            "thresholds",
            "state a permission twice"
        );
        return read;
    }

    internal static Wire.ParticipantKey KeyToWire(ParticipantKey key) =>
        new()
        {
            PublicKey = key.PublicKey.ToWire(),
            Permissions = { key.Permissions.ToWire() },
            ValidUntil = key.ValidUntil.EndToWire(),
        };

    internal static Wire.Threshold ThresholdToWire(Threshold threshold) =>
        new() { Permission = threshold.Permission.ToWire().Single(), Keys = (uint)threshold.Keys };

    private static ParticipantKey ReadKey(Wire.ParticipantKey wire, WireReader reader)
    {
        var permissions = Permissions.None;
        foreach (var permission in wire.Permissions)
        {
            permissions |= reader.Permission(permission, "permissions");
        }

        // A missing key is a failure that the reader has noted: the result is dropped.
        return new ParticipantKey(
            reader.Key(wire.PublicKey, "public_key")!,
            permissions,
            WireReader.EndOrNever(wire.ValidUntil)
        );
    }
}
