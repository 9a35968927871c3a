using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Participants and their keys in their readable form, turned into those that are signed.</summary>
internal static class ParticipantReader
{
    /// <summary>Reads who is to be admitted.</summary>
    public static Wire.Participant Read(Wire.Instruction.Types.Admit admit, FieldPath here)
    {
        var (participant, there) = (admit.Participant ?? throw here.Missing("participant"), here.At("participant"));
        return new()
        {
            Lei = there.Lei(participant.Lei, "lei"),
            Bic = participant.Bic,
            Jurisdiction = there.Jurisdiction(participant.Jurisdiction, "jurisdiction"),
            Roles = { participant.Roles.Select(Role) },
            Keys = { there.Each(participant.Keys, "keys", Key) },
            Thresholds = { participant.Thresholds.Select(Threshold) },
        };
    }

    /// <summary>Reads what is to change of a participant.</summary>
    public static Wire.Operation Update(Wire.Instruction.Types.UpdateParticipant update, FieldPath here) =>
        new()
        {
            UpdateParticipant = new()
            {
                Lei = here.Lei(update.Lei, "lei"),
                Bic = update.Bic,
                Roles = { update.Roles.Select(Role) },
            },
        };

    /// <summary>Reads which keys are to change.</summary>
    public static Wire.Operation Rotate(Wire.Instruction.Types.RotateKeys rotate, FieldPath here) =>
        new()
        {
            RotateKeys = new()
            {
                Lei = here.Lei(rotate.Lei, "lei"),
                Set = { here.Each(rotate.Set, "set", Key) },
                Remove = { here.Each(rotate.Remove, "remove", FieldPath.Key) },
                Thresholds = { rotate.Thresholds.Select(Threshold) },
            },
        };

    /// <summary>A role; both forms share their numbers.</summary>
    public static Wire.Role Role(Wire.ParticipantInfo.Types.Role role) => (Wire.Role)(int)role;

    private static Wire.ParticipantKey Key(Wire.ParticipantInfo.Types.Key key, FieldPath here) =>
        new()
        {
            PublicKey = FieldPath.Key(key.PublicKey, here.At("public_key")),
            Permissions = { key.Permissions.Select(static permission => (Wire.Permission)(int)permission) },
            ValidUntil = key.ValidUntil,
        };

    private static Wire.Threshold Threshold(Wire.ParticipantInfo.Types.Threshold threshold) =>
        new() { Permission = (Wire.Permission)(int)threshold.Permission, Keys = threshold.Keys };
}
