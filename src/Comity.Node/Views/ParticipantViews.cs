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
            Algorithm = "ed25519",
            PublicKey = PlainText.Hex(key.PublicKey.Key),
            Permissions = { key.Permissions.Select(Permission) },
            ValidUntil = key.ValidUntil,
        };

    /// <summary>One threshold.</summary>
    public static Wire.ParticipantInfo.Types.Threshold Threshold(Wire.Threshold threshold) =>
        new() { Permission = Permission(threshold.Permission), Keys = threshold.Keys };

    private static Wire.ParticipantInfo.Types.Permission Permission(Wire.Permission permission) =>
        (Wire.ParticipantInfo.Types.Permission)(int)permission;
}
