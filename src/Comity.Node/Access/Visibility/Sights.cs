using Comity.Node.Access.Participants;
using Grpc.Core;

namespace Comity.Node.Access.Visibility;

/// <summary>The sight of whoever makes a call.</summary>
internal sealed class Sights(KnownParticipants participants)
{
    /// <summary>The caller's sight. Only for calls that the contract gives to participants alone.</summary>
    public Sight Of(ServerCallContext context) => new(AdmittedCall.Of(context).Participant, participants);

    /// <summary>Notes that a caller was shown what is another's, where it was.</summary>
    public static void Note(ServerCallContext context, Relation relation, string subject)
    {
        if (relation is Relation.Overseer or Relation.Issuer)
        {
            var call = AdmittedCall.Of(context);
            call.Audit.Oversaw(call.Caller, call.Name, subject, relation);
        }
    }
}
