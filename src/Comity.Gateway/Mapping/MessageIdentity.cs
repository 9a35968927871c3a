using System.Diagnostics.CodeAnalysis;
using Comity.Gateway.Inbox;
using Comity.Gateway.Recall;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Mapping;

/// <summary>Who sent a message and what it calls itself: what names it in the inbox.</summary>
internal static class MessageIdentity
{
    /// <summary>Reads both. The header's sender counts, then the message's own; the participant's where neither says.</summary>
    /// <returns>False where the message is none that a gateway acts on.</returns>
    public static bool TryRead(BusinessMessage message, Bic own, [NotNullWhen(true)] out MessageKey? key)
    {
        var (identification, sender) = message.Document switch
        {
            Pacs00800108 { FIToFICstmrCdtTrf.GrpHdr: var group } => (group.MsgId.Value, Name(group.InstgAgt)),
            Pacs00900108 { FICdtTrf.GrpHdr: var group } => (group.MsgId.Value, Name(group.InstgAgt)),
            Pacs00400109 { PmtRtr.GrpHdr: var group } => (group.MsgId.Value, Name(group.InstgAgt)),
            Camt05600108 { FIToFIPmtCxlReq.Assgnmt: var assignment } => (
                assignment.Id.Value,
                RecallRequestReader.PartyOf(assignment.Assgnr)
            ),
            _ => (string.Empty, string.Empty),
        };
        var stated = message.Header?.Fr is Party44Choice.FIId { Value: var institution }
            ? Name(institution)
            : string.Empty;
        var name =
            stated.Length > 0 ? stated
            : sender.Length > 0 ? sender
            : own.ToString();
        key = identification.Length > 0 ? new MessageKey(name, identification) : null;
        return key is not null;
    }

    private static string Name(BranchAndFinancialInstitutionIdentification6? agent) =>
        agent?.FinInstnId.BICFI?.Value ?? agent?.FinInstnId.LEI?.Value ?? string.Empty;
}
