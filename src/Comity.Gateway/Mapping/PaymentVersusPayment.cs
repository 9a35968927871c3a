using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Mapping;

/// <summary>
/// A payment versus payment is two transfers of one pacs.009 that share an EndToEndId (the deal's reference) and state the
/// local instrument PVP: what the bank pays, and what it is to be paid. Both banks send the same pair, each to its own gateway.
/// The settlement has both legs, in order of their UETRs, and is known by the lower UETR.
/// </summary>
internal static class PaymentVersusPayment
{
    /// <summary>The proprietary local instrument (PmtTpInf/LclInstrm/Prtry).</summary>
    public const string Arrangement = "PVP";

    /// <summary>Maps the two transfers of a deal.</summary>
    public static IEnumerable<MappedInstruction> Map(
        IReadOnlyList<Transfer> pair,
        GatewayOptions options,
        DateTimeOffset now
    )
    {
        if (pair.Count != 2)
        {
            return pair.Select(transfer => Refuse(transfer, NotAPair(transfer, pair.Count)));
        }

        var legs = new List<(Uetr Uetr, Leg Leg)>();
        foreach (var transfer in pair)
        {
            if (!TryReadLeg(transfer, options, out var uetr, out var leg, out var refusal))
            {
                return pair.Select(each => Refuse(each, refusal));
            }

            legs.Add((uetr, leg));
        }

        if (!SettlementTimes.TryRead(pair[0], now, out var queue, out var conditions, out var tooLate))
        {
            return pair.Select(each => Refuse(each, tooLate));
        }

        var ordered = legs.OrderBy(static leg => leg.Uetr).ToImmutableArray();
        if (ordered[0].Leg.From != ordered[1].Leg.To || ordered[0].Leg.To != ordered[1].Leg.From)
        {
            return pair.Select(each => Refuse(each, NotAgainst(each)));
        }

        var terms = new Settle
        {
            Uetr = ordered[0].Uetr,
            Legs = [.. ordered.Select(static leg => leg.Leg)],
            Conditions = conditions,
            Queue = queue,
        };
        return pair.Select(transfer => new MappedInstruction.Accepted(
            new PaymentOrder(transfer.References, terms, IsShared: true)
        ));
    }

    private static bool TryReadLeg(
        Transfer transfer,
        GatewayOptions options,
        out Uetr uetr,
        out Leg leg,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        leg = default;
        if (
            !TransferMapper.TryReadUetr(transfer.References, out uetr, out refusal)
            || !MinorUnits.TryRead(
                transfer.Amount.Value,
                transfer.Amount.Ccy.Value,
                options.Directory.Decimals,
                out var amount,
                out refusal
            )
            || !TryFindSide(transfer.Payers, transfer.PayerAccounts, options, out var payer, out refusal)
            || !TryFindSide(transfer.Payees, transfer.PayeeAccounts, options, out var payee, out refusal)
        )
        {
            return false;
        }

        leg = new Leg(payer, payee, amount);
        var isOwn = options.Accounts.Contains(payer) ^ options.Accounts.Contains(payee);
        refusal = isOwn ? null : NotAgainst(transfer);
        return isOwn;
    }

    private static bool TryFindSide(
        IReadOnlyList<Iso20022.Components.BranchAndFinancialInstitutionIdentification6?> agents,
        IReadOnlyList<Iso20022.Components.CashAccount38?> accounts,
        GatewayOptions options,
        out AccountAddress account,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        refusal = null;
        account = default;
        foreach (var agent in agents)
        {
            if (options.Directory.TryFindBank(agent, out var bank))
            {
                account = accounts
                    .Select(named => options.Directory.TryFindAccount(named, out var found) ? found : default)
                    .FirstOrDefault(
                        found => bank.Accounts.Any(each => each.Address == found),
                        bank.Accounts[0].Address
                    );
                return true;
            }
        }

        refusal = InstructionRefusal.Own(
            "AGNT",
            "BankUnknown",
            "a side of the deal is no bank on the network",
            "Check the BICs of Dbtr and Cdtr."
        );
        return false;
    }

    private static MappedInstruction.Refused Refuse(Transfer transfer, InstructionRefusal refusal) =>
        new(transfer.References, refusal);

    private static InstructionRefusal NotAPair(Transfer transfer, int count) =>
        InstructionRefusal.Own(
            "CH21",
            "CounterPaymentMissing",
            $"{count} transfers of the message have EndToEndId {transfer.Identification.EndToEndId} and PVP; two are needed",
            "Send both payments of the deal in one pacs.009."
        );

    private static InstructionRefusal NotAgainst(Transfer transfer) =>
        InstructionRefusal.Own(
            "AGNT",
            "NotPaymentVersusPayment",
            $"the transfers of {transfer.Identification.EndToEndId} are not between this bank and another, there and back",
            "Check Dbtr and Cdtr of both."
        );
}
