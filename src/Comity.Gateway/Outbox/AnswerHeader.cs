using System.Text;
using Comity.Gateway.Inbox;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Writing;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Outbox;

/// <summary>What all outgoing messages share: identifications worked out from what they answer, headers, file names.</summary>
/// <param name="own">The participant's BIC.</param>
/// <param name="now">When the message is made.</param>
internal sealed class AnswerHeader(Bic own, DateTimeOffset now)
{
    /// <summary>When the message is made.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The participant.</summary>
    public BranchAndFinancialInstitutionIdentification6 Own => Agent(own.ToString());

    /// <summary>A bank by its BIC, or by its LEI.</summary>
    public static BranchAndFinancialInstitutionIdentification6 Agent(string bicOrLei) =>
        new()
        {
            FinInstnId =
                bicOrLei.Length == 20
                    ? new FinancialInstitutionIdentification18 { LEI = bicOrLei }
                    : new FinancialInstitutionIdentification18 { BICFI = bicOrLei },
        };

    /// <summary>A message's identification: the same for the same answer to the same thing.</summary>
    public static string Identify(params IEnumerable<string> parts) =>
        Sha256.Hash(Encoding.UTF8.GetBytes(string.Join('\n', parts))).ToString()[..32];

    /// <summary>Wraps a message and gives it its file name: what it is, what it is about, and the head of its identification.</summary>
    public OutboxFile ToFile(Message message, string identification, string to, string about)
    {
        var header = new BusinessApplicationHeaderV02
        {
            Fr = new Party44Choice.FIId(Own),
            To = new Party44Choice.FIId(Agent(to)),
            BizMsgIdr = identification,
            MsgDefIdr = message.Type.Identifier,
            CreDt = now.ToUniversalTime(),
        };
        var name = $"{message.Type.Identifier}-{Plain(about)}-{identification[..8]}.xml";
        return new OutboxFile(name, MessageWriter.ToBytes(message, header));
    }

    private static string Plain(string text) =>
        string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}
