using Comity.Protocol.Keys;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>Participants as people read them.</summary>
internal static class ParticipantViews
{
    /// <summary>One participant.</summary>
    public static Wire.ParticipantInfo Participant(Wire.Participant participant) =>
        new()
        {
            Lei = participant.Lei,
            Bic = participant.Bic,
            Jurisdiction = participant.Jurisdiction,
            Roles = { participant.Roles.Select(Role) },
            Keys = { participant.Keys.Select(Key) },
            Thresholds = { participant.Thresholds.Select(Threshold) },
        };

    /// <summary>A role; both forms share their numbers.</summary>
    public static Wire.ParticipantInfo.Types.Role Role(Wire.Role role) => (Wire.ParticipantInfo.Types.Role)(int)role;

    /// <summary>One key.</summary>
    public static Wire.ParticipantInfo.Types.Key Key(Wire.ParticipantKey key) =>
        new()
        {
            PublicKey = PublicKey(key.PublicKey),
            Permissions = { key.Permissions.Select(Permission) },
            ValidUntil = key.ValidUntil,
        };

    /// <summary>A public key in its text form.</summary>
    /// <exception cref="FormatException">The ledger has a key that is none: a bug.</exception>
    public static string PublicKey(Wire.PublicKey key) =>
        Protocol.Keys.PublicKey.TryCreate((SignatureAlgorithm)(int)key.Algorithm, key.Key.Span, out var known)
            ? known.ToString()
            : throw new FormatException("A key of the ledger has no text form.");

    /// <summary>One threshold.</summary>
    public static Wire.ParticipantInfo.Types.Threshold Threshold(Wire.Threshold threshold) =>
        new() { Permission = Permission(threshold.Permission), Keys = threshold.Keys };

    private static Wire.ParticipantInfo.Types.Permission Permission(Wire.Permission permission) =>
        (Wire.ParticipantInfo.Types.Permission)(int)permission;
}
