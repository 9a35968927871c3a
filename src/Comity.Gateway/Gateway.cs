using System.Collections.Immutable;
using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Gateway.Outbox;
using Comity.Gateway.Recall;
using Comity.Gateway.Reconciling;
using Comity.Gateway.Rules;
using Comity.Gateway.Settling;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;
using Comity.Protocol.Cryptography;

namespace Comity.Gateway;

/// <summary>
/// A participant's side of the network: ISO 20022 files in, settlements on the ledger, answers and notifications out. A file
/// that is processed twice pays once and is answered with the same files; so is one whose processing was cut off anywhere.
/// </summary>
public sealed class Gateway : IDisposable
{
    // Stands for what a message does not say, or cannot be read to say.
    private const string NotProvided = "NOTPROVIDED";

    private readonly GatewayOptions _options;
    private readonly InboxStore _inbox;
    private readonly OutboxFolder _outbox;
    private readonly Notifications _notifications;

    // A message and a block are each processed whole before the next: a report on a waiting payment can then not be missed.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private Gateway(GatewayOptions options)
    {
        _options = options;
        _inbox = InboxStore.Open(options.InboxDatabase);
        _outbox = new OutboxFolder(options.OutboxFolder, _inbox, options.AtStep);
        _notifications = new Notifications(options, _inbox);
    }

    /// <summary>Opens a gateway. Answers that were noted and not written are written now.</summary>
    /// <exception cref="ArgumentException">There is no account or no key.</exception>
    /// <exception cref="InvalidDataException">The inbox is damaged, or of a later version.</exception>
    public static Gateway Create(GatewayOptions options)
    {
        if (options.Accounts.IsDefaultOrEmpty || options.SigningKeys.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A gateway needs an account that pays and a key that signs.", nameof(options));
        }

        var gateway = new Gateway(options);
        gateway._outbox.WritePending();
        return gateway;
    }

    /// <summary>Processes a file with one message. Bad files and refused payments are outcomes, and are answered.</summary>
    /// <returns>One outcome for each instruction, in the message's order.</returns>
    /// <exception cref="IOException">The file cannot be read, or an answer cannot be written.</exception>
    /// <exception cref="Grpc.Core.RpcException">The node cannot be reached. Process the file again: nothing is paid twice.</exception>
    /// <exception cref="TimeoutException">The node has too much to do. Process the file again: nothing is paid twice.</exception>
    public async Task<IReadOnlyList<InstructionOutcome>> ProcessFileAsync(
        string path,
        CancellationToken cancellation = default
    )
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            var outcomes = await ProcessAsync(bytes, cancellation);
            _outbox.WritePending();
            return outcomes;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Processes every .xml file of a folder, in order of their names. The files stay where they are.</summary>
    /// <returns>The outcomes of all, in that order.</returns>
    public async Task<IReadOnlyList<InstructionOutcome>> ProcessFolderAsync(
        string folder,
        CancellationToken cancellation = default
    )
    {
        var outcomes = new List<InstructionOutcome>();
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            outcomes.AddRange(await ProcessFileAsync(path, cancellation));
        }

        return outcomes;
    }

    /// <summary>
    /// Follows the ledger from where the last call stopped, and writes camt.054 for every credit and debit, and pacs.002 for
    /// every payment that had to wait and waits no more.
    /// </summary>
    /// <param name="untilNow">Stop at the last committed block; else go on until cancelled.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task WriteNotificationsAsync(bool untilNow = true, CancellationToken cancellation = default)
    {
        var blocks = _options.Connection.FollowEventsAsync(_inbox.Height() + 1, untilNow, cancellation);
        await foreach (var block in blocks.WithCancellation(cancellation))
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                _notifications.Add(block);
                _options.AtStep(GatewayStep.Notified);
                _outbox.WritePending();
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Has the node sign how far it has come, and keeps that beside what it answered: call it after processing files.</summary>
    /// <exception cref="Grpc.Core.RpcException">The node cannot be reached.</exception>
    public Task KeepTipAsync(CancellationToken cancellation = default) =>
        new Reconciler(_options, _inbox).KeepTipAsync(cancellation);

    /// <summary>
    /// Shows the node its own highest statement and looks for payments that it answered as settled and does not know any more. A
    /// statement that proves a loss stops the node from ordering until its operator has acknowledged it.
    /// </summary>
    /// <exception cref="Grpc.Core.RpcException">The node cannot be reached.</exception>
    public Task<Reconciliation> ReconcileAsync(CancellationToken cancellation = default) =>
        new Reconciler(_options, _inbox).RunAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _inbox.Dispose();
        _turn.Dispose();
    }

    private async Task<IReadOnlyList<InstructionOutcome>> ProcessAsync(byte[] bytes, CancellationToken cancellation)
    {
        var content = Sha256.Hash(bytes);
        var header = new AnswerHeader(_options.Bic, _options.Clock.GetUtcNow());
        if (!MessageReader.Read(bytes).TryGet(out var message, out var failure))
        {
            var refusal = InstructionRefusal.Own(
                failure.ReasonCode,
                failure.Kind.ToString(),
                failure.Finding,
                failure.Advice
            );
            return RefuseFile(
                header,
                new MessageKey(_options.Bic.ToString(), NotProvided),
                NotProvided,
                content,
                refusal
            );
        }

        var type = message.Document.Type.Identifier;
        if (!MessageIdentity.TryRead(message, _options.Bic, out var key))
        {
            var refusal = InstructionRefusal.Own(
                "FF01",
                "MessageNotForGateway",
                $"{type} asks nothing of a gateway",
                "Send pacs.008, pacs.009, pacs.004 or camt.056."
            );
            return RefuseFile(header, new MessageKey(_options.Bic.ToString(), NotProvided), type, content, refusal);
        }

        var findings = NetworkRules.Errors(message, bytes, DateOnly.FromDateTime(header.Now.UtcDateTime));
        return await AnswerAsync(message.Document, findings, key, content, header, cancellation);
    }

    private async Task<IReadOnlyList<InstructionOutcome>> AnswerAsync(
        Message document,
        IReadOnlyList<Finding> findings,
        MessageKey key,
        Hash256 content,
        AnswerHeader header,
        CancellationToken cancellation
    )
    {
        var type = document.Type.Identifier;
        if (_inbox.TryGetMessage(key, out var known))
        {
            if (known.Content != content)
            {
                var refusal = InstructionRefusal.Own(
                    "DU01",
                    "DuplicateMessage",
                    $"{key.Sender} has sent another message {key.MessageId}",
                    "The first one counts; give the message another identification."
                );
                return RefuseFile(header, key, type, content, refusal);
            }

            if (known.IsAnswered)
            {
                _outbox.WriteAgain(key);
                return [.. _inbox.Instructions(key).Select(static record => record.Outcome)];
            }
        }

        if (NetworkRules.OfMessage(findings) is { } broken)
        {
            return RefuseFile(header, key, type, content, broken);
        }

        if (known is null)
        {
            _inbox.AddMessage(key, type, content);
        }

        _options.AtStep(GatewayStep.Received);
        var answer = document is Camt05600108 { FIToFIPmtCxlReq: var request }
            ? await new RecallProcess(_options, _inbox, key, content, header).RunAsync(request, cancellation)
            : await PayAsync(document, findings, key, content, header, cancellation);
        _inbox.Answer(key, answer);
        _options.AtStep(GatewayStep.Answered);
        return [.. answer.Instructions.Select(static record => record.Outcome)];
    }

    private async Task<MessageAnswer> PayAsync(
        Message document,
        IReadOnlyList<Finding> findings,
        MessageKey key,
        Hash256 content,
        AnswerHeader header,
        CancellationToken cancellation
    )
    {
        var mapped = new List<MappedInstruction>();
        foreach (var instruction in MessageMapper.Map(document, content, _options, header.Now))
        {
            mapped.Add(
                NetworkRules.OfTransaction(findings, mapped.Count) is { } broken
                    ? new MappedInstruction.Refused(instruction.References, broken)
                : instruction is MappedInstruction.Return back
                    ? ReturnOrder.Of(
                        await _options.Connection.GetSettlementAsync(back.Original, cancellation),
                        back.References,
                        back.Amount,
                        content,
                        _options
                    )
                : instruction
            );
        }

        var orders = mapped.OfType<MappedInstruction.Accepted>().Select(static accepted => accepted.Order);
        var results = await new OrderRunner(_options, _inbox, key).RunAsync(orders, cancellation);
        var type = document.Type.Identifier;
        ImmutableArray<InstructionRecord> records =
        [
            .. mapped.Select(instruction =>
                instruction switch
                {
                    MappedInstruction.Accepted { Order: var order } => Record(
                        type,
                        order.References,
                        order.Terms.Uetr.ToString(),
                        results[order.Terms.Uetr]
                    ),
                    MappedInstruction.Refused refused => Record(
                        type,
                        refused.References,
                        string.Empty,
                        OrderResult.Rejected(refused.Refusal)
                    ),
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            ),
        ];
        return new MessageAnswer(records, [StatusReport.Write(header, key, type, records, "answer")]);
    }

    private static InstructionRecord Record(
        string type,
        PaymentReferences references,
        string settlement,
        OrderResult result
    ) =>
        new(
            references,
            settlement,
            new InstructionOutcome
            {
                Uetr = references.Uetr,
                MessageType = type,
                Status = result.Status,
                Refusal = result.Refusal,
                Amounts = result.Amounts,
                FinalityMilliseconds = result.Milliseconds,
            }
        );

    // Answered by its content alone: the same file is answered with the same file.
    private IReadOnlyList<InstructionOutcome> RefuseFile(
        AnswerHeader header,
        MessageKey key,
        string type,
        Hash256 content,
        InstructionRefusal refusal
    )
    {
        var answers = new MessageKey(key.Sender, content.ToString());
        _inbox.AddFiles(answers, [StatusReport.WriteGroup(header, key, type, refusal, content.ToString())]);
        _outbox.WriteAgain(answers);
        return
        [
            new InstructionOutcome
            {
                Uetr = string.Empty,
                MessageType = type == NotProvided ? string.Empty : type,
                Status = InstructionStatus.Rejected,
                Refusal = refusal,
            },
        ];
    }
}
