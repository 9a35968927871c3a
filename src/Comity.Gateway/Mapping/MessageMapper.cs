using System.Collections.Immutable;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Mapping;

/// <summary>Maps a payment message to what is asked of the ledger, instruction by instruction, in the message's order.</summary>
internal static class MessageMapper
{
    /// <summary>Maps pacs.008, pacs.009 or pacs.004.</summary>
    public static ImmutableArray<MappedInstruction> Map(
        Message message,
        Hash256 content,
        GatewayOptions options,
        DateTimeOffset now
    ) =>
        message switch
        {
            Pacs00800108 { FIToFICstmrCdtTrf: var body } => Map(
                [.. body.CdtTrfTxInf.Select(transaction => Transfer.From(body.GrpHdr, transaction))],
                content,
                options,
                now
            ),
            Pacs00900108 { FICdtTrf: var body } => Map(
                [.. body.CdtTrfTxInf.Select(transaction => Transfer.From(body.GrpHdr, transaction))],
                content,
                options,
                now
            ),
            Pacs00400109 { PmtRtr: var body } => OnceEach([
                .. body.TxInf.Select(transaction => MapReturn(body.GrpHdr, transaction, options)),
            ]),
            _ => throw new ArgumentException($"{message.Type} asks nothing of the ledger.", nameof(message)),
        };

    private static ImmutableArray<MappedInstruction> Map(
        ImmutableArray<Transfer> transfers,
        Hash256 content,
        GatewayOptions options,
        DateTimeOffset now
    )
    {
        var mapper = new TransferMapper(options, content, now);
        var deals = new Dictionary<int, MappedInstruction>();
        foreach (
            var deal in transfers
                .Index()
                .Where(static each => each.Item.Arrangement == PaymentVersusPayment.Arrangement)
                .GroupBy(static each => each.Item.Identification.EndToEndId.Value, StringComparer.Ordinal)
        )
        {
            var mapped = PaymentVersusPayment.Map([.. deal.Select(static each => each.Item)], options, now);
            foreach (var (instruction, (index, _)) in mapped.Zip(deal))
            {
                deals.Add(index, instruction);
            }
        }

        return OnceEach([
            .. transfers.Select((transfer, index) => deals.GetValueOrDefault(index) ?? mapper.Map(transfer)),
        ]);
    }

    // The first of a UETR counts.
    private static ImmutableArray<MappedInstruction> OnceEach(ImmutableArray<MappedInstruction> instructions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. instructions.Select(instruction =>
                instruction.References.Uetr.Length == 0 || seen.Add(instruction.References.Uetr)
                    ? instruction
                    : new MappedInstruction.Refused(
                        instruction.References,
                        InstructionRefusal.Own(
                            "DU03",
                            "DuplicateInMessage",
                            $"UETR {instruction.References.Uetr} is in the message twice",
                            "The first one counts; give another payment another UETR."
                        )
                    )
            ),
        ];
    }

    private static MappedInstruction MapReturn(GroupHeader90 group, PaymentTransaction112 wire, GatewayOptions options)
    {
        var references = new PaymentReferences(
            wire.OrgnlUETR?.Value ?? string.Empty,
            wire.OrgnlInstrId?.Value ?? string.Empty,
            wire.OrgnlEndToEndId?.Value ?? string.Empty,
            wire.OrgnlTxId?.Value ?? string.Empty
        );
        var by = wire.InstgAgt ?? group.InstgAgt;
        if (by is not null && (!options.Directory.TryFindBank(by, out var bank) || bank.Lei != options.Participant))
        {
            return new MappedInstruction.Refused(
                references,
                InstructionRefusal.Own(
                    "RC03",
                    "NotOurPayment",
                    $"the instructing agent is not {options.Bic}, whose gateway this is",
                    "Send it to the returning bank's own gateway."
                )
            );
        }

        return
            !TransferMapper.TryReadUetr(references, out var original, out var refusal)
            || !MinorUnits.TryRead(
                wire.RtrdIntrBkSttlmAmt.Value,
                wire.RtrdIntrBkSttlmAmt.Ccy.Value,
                options.Directory.Decimals,
                out var amount,
                out refusal
            )
            ? new MappedInstruction.Refused(references, refusal)
            : new MappedInstruction.Return(references, original, amount);
    }
}
