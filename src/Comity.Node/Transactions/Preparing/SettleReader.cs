using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Settlements in their readable form, turned into those that are signed.</summary>
internal static class SettleReader
{
    /// <summary>Reads one.</summary>
    public static Wire.Settle Read(Wire.Instruction.Types.Settle settle, FieldPath here)
    {
        var wire = new Wire.Settle
        {
            Uetr = here.Uetr(settle.Uetr, "uetr"),
            Legs = { here.Each(settle.Transfers, "transfers", Leg) },
            Exchanges = { here.Each(settle.Exchanges, "exchanges", Exchange) },
            Conditions = { here.Each(settle.Conditions, "conditions", Condition) },
            Purpose = settle.Purpose,
            Content = settle.Content.Length == 0 ? ByteString.Empty : here.Hash(settle.Content, "content"),
        };
        if (settle.Queue is { } queue)
        {
            wire.Queue = new()
            {
                Priority = queue.Priority,
                ExpiresAt = queue.ExpiresAt,
                Reserve = queue.Reserve,
            };
        }

        return wire;
    }

    /// <summary>Reads one leg.</summary>
    public static Wire.Leg Leg(Wire.Transfer transfer, FieldPath here)
    {
        var units = here.Amount(transfer.Amount, "amount", out var instrument);
        return new()
        {
            From = here.Account(transfer.From, "from"),
            To = here.Account(transfer.To, "to"),
            Instrument = instrument,
            Units = units,
        };
    }

    private static Wire.Exchange Exchange(Wire.Instruction.Types.Exchange exchange, FieldPath here)
    {
        var wire = new Wire.Exchange
        {
            Payer = here.Account(exchange.Payer, "payer"),
            Payee = here.Account(exchange.Payee, "payee"),
            Offers = { here.Each(exchange.Offers, "offers", FieldPath.Offer) },
            Limit = here.Amount(exchange.Limit, "limit", out var limit),
        };
        string stated;
        switch (exchange.AmountCase)
        {
            case Wire.Instruction.Types.Exchange.AmountOneofCase.Pay:
                wire.Pay = here.Amount(exchange.Pay, "pay", out stated);
                break;
            case Wire.Instruction.Types.Exchange.AmountOneofCase.Receive:
                wire.Receive = here.Amount(exchange.Receive, "receive", out stated);
                break;
            default:
                throw here.Fault("states neither pay nor receive; exactly one of them is needed");
        }

        return stated == limit
            ? throw here.At("limit").Fault($"is in {limit}, as the other amount is; it limits the other end")
            : wire;
    }

    private static Wire.Condition Condition(Wire.Instruction.Types.Condition condition, FieldPath here) =>
        condition.KindCase switch
        {
            Wire.Instruction.Types.Condition.KindOneofCase.HashLock => new()
            {
                HashLock = new() { Sha256 = here.At("hash_lock").Hash(condition.HashLock.Sha256, "sha256") },
            },
            Wire.Instruction.Types.Condition.KindOneofCase.TimeWindow => new()
            {
                TimeWindow = new()
                {
                    NotBefore = condition.TimeWindow.NotBefore,
                    NotAfter = condition.TimeWindow.NotAfter,
                },
            },
            Wire.Instruction.Types.Condition.KindOneofCase.Attestation => new()
            {
                Attestation = new()
                {
                    Attester = here.At("attestation").Lei(condition.Attestation.Attester, "attester"),
                    Kind = condition.Attestation.Kind,
                    Subject = here.At("attestation").Hash(condition.Attestation.Subject, "subject"),
                },
            },
            Wire.Instruction.Types.Condition.KindOneofCase.Approval => new()
            {
                Approval = new()
                {
                    Jurisdiction = here.At("approval").Jurisdiction(condition.Approval.Jurisdiction, "jurisdiction"),
                },
            },
            _ => throw here.Fault("is none of hash_lock, time_window, attestation, approval"),
        };
}
