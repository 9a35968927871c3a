using Comity.Client.Queries;
using Comity.Gateway.Inbox;
using Comity.Gateway.Outbox;
using Comity.Gateway.Settling;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Gateway;

/// <summary>Turns a block's events into notifications, and into reports on instructions that had to wait.</summary>
internal sealed class Notifications(GatewayOptions options, InboxStore inbox)
{
    /// <summary>Notes everything that a block asks to be told.</summary>
    public void Add(Wire.BlockEvents block)
    {
        // Dated by the block, so that the same block always makes the same files.
        var header = new AnswerHeader(options.Bic, DateTimeOffset.FromUnixTimeMilliseconds((long)block.Time));
        var files = new List<OutboxFile>();
        var changed = new List<WaitingInstruction>();
        foreach (var happened in block.Events)
        {
            switch (happened.KindCase)
            {
                case Wire.Event.KindOneofCase.Settled:
                    AddLegs(header, happened.Settled, new Timestamp(block.Time), files);
                    Report(happened.Settled.Uetr, InstructionStatus.Settled, null, changed);
                    break;
                case Wire.Event.KindOneofCase.Cancelled:
                    Report(happened.Cancelled.Uetr, InstructionStatus.Cancelled, null, changed);
                    break;
                case Wire.Event.KindOneofCase.Expired:
                    Report(happened.Expired.Uetr, InstructionStatus.Rejected, SettlementStates.Expired, changed);
                    break;
                default:
                    break;
            }
        }

        files.AddRange(
            changed.Select(each =>
                StatusReport.Write(header, each.Key, each.Type, [each.Record], $"block {block.Height}")
            )
        );
        inbox.Notify(block.Height, changed, files);
    }

    private void AddLegs(AnswerHeader header, Wire.SettlementSettled settled, Timestamp at, List<OutboxFile> files)
    {
        var uetr = new Uetr(settled.Uetr.Span);
        foreach (var (number, leg) in WireLegs.Read(settled.Legs).Index())
        {
            var told = new SettledLeg(uetr, number, leg, at, settled.Purpose);
            foreach (var isCredit in (bool[])[false, true])
            {
                if (
                    options.Accounts.Contains(isCredit ? leg.To : leg.From)
                    && AccountNotification.TryWrite(header, options.Directory, told, isCredit, out var file)
                )
                {
                    files.Add(file);
                }
            }
        }
    }

    private void Report(
        Google.Protobuf.ByteString uetr,
        InstructionStatus status,
        InstructionRefusal? refusal,
        List<WaitingInstruction> changed
    )
    {
        foreach (var waiting in inbox.WaitingFor(new Uetr(uetr.Span)))
        {
            var outcome = waiting.Record.Outcome with { Status = status, Refusal = refusal };
            changed.Add(waiting with { Record = waiting.Record with { Outcome = outcome } });
        }
    }
}
