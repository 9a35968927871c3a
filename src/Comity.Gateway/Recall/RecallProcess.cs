using System.Collections.Immutable;
using Comity.Client.Queries;
using Comity.Client.Submission;
using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Gateway.Outbox;
using Comity.Gateway.Settling;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

namespace Comity.Gateway.Recall;

/// <summary>
/// camt.056. A payment that still waits is taken back, whichever of its two banks asks. A payment that is final is the
/// creditor's: the debtor's gateway passes the request on; the creditor's gateway returns it or keeps it, as its bank decides.
/// </summary>
internal sealed class RecallProcess(
    GatewayOptions options,
    InboxStore inbox,
    MessageKey key,
    Hash256 content,
    AnswerHeader header
)
{
    /// <summary>Processes a request.</summary>
    public async Task<MessageAnswer> RunAsync(
        FIToFIPaymentCancellationRequestV08 request,
        CancellationToken cancellation
    )
    {
        var records = ImmutableArray.CreateBuilder<InstructionRecord>();
        var files = ImmutableArray.CreateBuilder<OutboxFile>();
        var items = RecallRequestReader.Read(request);
        foreach (var item in items)
        {
            var outcome = await ProcessAsync(item, cancellation);
            records.Add(new InstructionRecord(item.References, string.Empty, outcome));
            files.Add(RecallAnswer.Write(header, key, item, outcome));
            if (outcome.Status == InstructionStatus.Returned)
            {
                files.Add(PaymentReturn.Write(header, options, key, item, outcome.Amounts.Debited));
            }
        }

        return new MessageAnswer(
            records.ToImmutable(),
            [.. files, .. await ForwardAsync(request, items, records, cancellation)]
        );
    }

    private async Task<InstructionOutcome> ProcessAsync(RecallItem item, CancellationToken cancellation)
    {
        if (!TransferMapper.TryReadUetr(item.References, out var uetr, out var missing))
        {
            return Outcome(item, OrderResult.Rejected(missing));
        }

        var view = await options.Connection.GetSettlementAsync(uetr, cancellation);
        if (view.IsWaiting)
        {
            (view, var refusal) = await CancelAsync(view, item.Reason, cancellation);
            if (refusal is not null && view.State != Wire.SettlementInfo.Types.State.Settled)
            {
                return Outcome(item, OrderResult.Rejected(refusal));
            }
        }

        return view.State switch
        {
            Wire.SettlementInfo.Types.State.Cancelled => Outcome(
                item,
                new OrderResult(InstructionStatus.Cancelled, null, InstructionAmounts.None, 0)
            ),
            Wire.SettlementInfo.Types.State.Settled => await AnswerFinalAsync(item, view, cancellation),
            _ => Outcome(
                item,
                OrderResult.Rejected(
                    InstructionRefusal.Own(
                        "NOOR",
                        "PaymentUnknown",
                        $"no payment {uetr} waits or has settled",
                        "Check the UETR. What settled longer ago than the network remembers stands in a node's history."
                    )
                )
            ),
        };
    }

    private async Task<(SettlementView View, InstructionRefusal? Refusal)> CancelAsync(
        SettlementView view,
        string reason,
        CancellationToken cancellation
    )
    {
        var outcome = await options.Connection.SubmitAsync(
            TransactionDraft.Sign(
                options.Network,
                SettlementTimes.ToTimestamp(options.Clock.GetUtcNow() + options.TransactionValidity),
                options.SigningKeys,
                new Cancel(view.Uetr, reason)
            ),
            cancellation
        );
        options.AtStep(GatewayStep.Submitted);
        var after = await options.Connection.GetSettlementAsync(view.Uetr, cancellation);
        return (after, outcome is SubmissionOutcome.Refused refused ? InstructionRefusal.From(refused.Refusal) : null);
    }

    private async Task<InstructionOutcome> AnswerFinalAsync(
        RecallItem item,
        SettlementView view,
        CancellationToken cancellation
    )
    {
        var received = view.Legs.LastOrDefault(leg => options.Accounts.Contains(leg.To));
        if (view.Legs.Any(leg => options.Accounts.Contains(leg.From)) && received.Amount.Units == 0)
        {
            return Outcome(
                item,
                new OrderResult(InstructionStatus.Forwarded, null, SettlementAmounts.Of(view.Legs, options.Accounts), 0)
            );
        }

        // What was returned before stays returned, whatever the bank would decide now.
        var mapped = ReturnOrder.Of(view, item.References, null, content, options);
        if (mapped is MappedInstruction.Refused refused)
        {
            return Outcome(item, OrderResult.Rejected(refused.Refusal));
        }

        var order = ((MappedInstruction.Accepted)mapped).Order;
        var before = await options.Connection.GetSettlementAsync(order.Terms.Uetr, cancellation);
        var isOurs = inbox.Attempts(key, order.Terms.Uetr).Contains(before.Terms);
        if (before.IsKnown && !isOurs)
        {
            return Outcome(
                item,
                OrderResult.Rejected(
                    InstructionRefusal.Own(
                        "ARDT",
                        "ReturnedBefore",
                        $"{view.Uetr} was returned by {order.Terms.Uetr}",
                        "Look for that payment."
                    )
                )
            );
        }

        if (
            !before.IsKnown
            && options.Recalls.Decide(new RecallRequest(view.Uetr, received.Amount, item.Reason))
                is RecallDecision.Keep keep
        )
        {
            return Outcome(
                item,
                OrderResult.Rejected(
                    InstructionRefusal.Own(keep.Reason, "RecallRefused", keep.Explanation, "Ask the creditor.")
                )
            );
        }

        var results = await new OrderRunner(options, inbox, key).RunAsync([order], cancellation);
        var result = results[order.Terms.Uetr];
        return Outcome(
            item,
            result.Status == InstructionStatus.Settled ? result with { Status = InstructionStatus.Returned } : result
        );
    }

    // The request goes on to the creditor's bank, for the payments that are final.
    private async Task<IEnumerable<OutboxFile>> ForwardAsync(
        FIToFIPaymentCancellationRequestV08 request,
        ImmutableArray<RecallItem> items,
        ImmutableArray<InstructionRecord>.Builder records,
        CancellationToken cancellation
    )
    {
        var files = new List<OutboxFile>();
        for (var index = 0; index < records.Count; index++)
        {
            if (
                records[index].Outcome.Status != InstructionStatus.Forwarded
                || !Uetr.TryParse(records[index].References.Uetr, out var uetr)
            )
            {
                continue;
            }

            var view = await options.Connection.GetSettlementAsync(uetr, cancellation);
            if (options.Directory.TryFindOwner(view.Legs[^1].To, out var creditor))
            {
                files.Add(Forward(request, items[index].Transaction, uetr, creditor.Bic));
            }
        }

        return files;
    }

    private OutboxFile Forward(
        FIToFIPaymentCancellationRequestV08 request,
        PaymentTransaction106 transaction,
        Uetr uetr,
        Bic creditor
    )
    {
        var identification = AnswerHeader.Identify("camt.056", key.Sender, key.MessageId, uetr.ToString());
        var forwarded = request with
        {
            Assgnmt = new CaseAssignment5
            {
                Id = identification,
                Assgnr = new Party40Choice.Agt(header.Own),
                Assgne = new Party40Choice.Agt(AnswerHeader.Agent(creditor.ToString())),
                CreDtTm = header.Now.ToUniversalTime(),
            },
            CtrlData = null,
            Undrlyg = [new UnderlyingTransaction23 { TxInf = [transaction] }],
        };
        return header.ToFile(new Camt05600108(forwarded), identification, creditor.ToString(), uetr.ToString());
    }

    private static InstructionOutcome Outcome(RecallItem item, OrderResult result) =>
        new()
        {
            Uetr = item.References.Uetr,
            MessageType = Camt05600108.Definition.Identifier,
            Status = result.Status,
            Refusal = result.Refusal,
            Amounts = result.Amounts,
            FinalityMilliseconds = result.Milliseconds,
        };
}
