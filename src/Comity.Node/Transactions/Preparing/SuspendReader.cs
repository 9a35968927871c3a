using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Suspensions in their readable form, turned into those that are signed.</summary>
internal static class SuspendReader
{
    /// <summary>Reads one.</summary>
    public static Wire.Operation Read(Wire.Instruction.Types.Suspend suspend, FieldPath here)
    {
        var wire = new Wire.Suspend { Lifted = suspend.Lifted };
        switch (suspend.SubjectCase)
        {
            case Wire.Instruction.Types.Suspend.SubjectOneofCase.Participant:
                wire.Participant = here.Lei(suspend.Participant, "participant");
                break;
            case Wire.Instruction.Types.Suspend.SubjectOneofCase.Instrument:
                wire.Instrument = here.Instrument(suspend.Instrument, "instrument");
                break;
            case Wire.Instruction.Types.Suspend.SubjectOneofCase.Corridor:
                var there = here.At("corridor");
                wire.Corridor = new()
                {
                    From = there.Jurisdiction(suspend.Corridor.From, "from"),
                    To = there.Jurisdiction(suspend.Corridor.To, "to"),
                };
                break;
            case Wire.Instruction.Types.Suspend.SubjectOneofCase.Jurisdiction:
                wire.Jurisdiction = here.Jurisdiction(suspend.Jurisdiction, "jurisdiction");
                break;
            default:
                throw here.Fault("states none of participant, instrument, corridor, jurisdiction");
        }

        return new() { Suspend = wire };
    }
}
