using System.Diagnostics.CodeAnalysis;
using Comity.Gateway.Directory;
using Comity.Iso20022.Components;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Mapping;

/// <summary>Maps one credit transfer to a settlement, and checks all that can be checked without the ledger.</summary>
internal sealed class TransferMapper(GatewayOptions options, Hash256 content, DateTimeOffset now)
{
    private const decimal RateTolerance = 0.01m;

    private readonly BankDirectory _directory = options.Directory;

    /// <summary>Maps a transfer that stands alone.</summary>
    public MappedInstruction Map(Transfer transfer)
    {
        var references = transfer.References;
        if (
            !TryReadUetr(references, out var uetr, out var refusal)
            || !MinorUnits.TryRead(
                transfer.Amount.Value,
                transfer.Amount.Ccy.Value,
                _directory.Decimals,
                out var amount,
                out refusal
            )
            || !TryFindPayer(transfer, out var payer, out refusal)
            || !TryFindPayee(transfer, out var payee, out refusal)
            || !TryReadExchange(transfer, payer, payee, amount, out var exchange, out refusal)
            || !SettlementTimes.TryRead(transfer, now, out var queue, out var conditions, out refusal)
            || !TryReadPurpose(transfer.Purpose, out var purpose, out refusal)
        )
        {
            return new MappedInstruction.Refused(references, refusal);
        }

        var terms = new Settle
        {
            Uetr = uetr,
            Legs = exchange is null ? [new Leg(payer, payee, amount)] : [],
            Conditions = conditions,
            Queue = queue,
            Purpose = purpose,
            Content = content,
        };
        return new MappedInstruction.Accepted(new PaymentOrder(references, terms, exchange));
    }

    /// <summary>Reads the UETR, which every payment must have.</summary>
    public static bool TryReadUetr(
        PaymentReferences references,
        out Uetr uetr,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        refusal = Uetr.TryParse(references.Uetr, out uetr)
            ? null
            : InstructionRefusal.Own(
                "CH21",
                "UetrMissing",
                "the UETR is missing",
                "State a UETR: it names the payment."
            );
        return refusal is null;
    }

    /// <summary>The account that pays: the participant's own.</summary>
    public bool TryFindPayer(
        Transfer transfer,
        out AccountAddress account,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        account = options.Accounts[0];
        refusal = null;
        var stated = transfer.Payers.Where(static agent => agent is not null).ToList();
        var own = stated.Any(agent => _directory.TryFindBank(agent, out var bank) && bank.Lei == options.Participant);
        if (!own)
        {
            refusal = InstructionRefusal.Own(
                "RC03",
                "NotOurPayment",
                $"{Shown(stated)} is not {options.Bic}, whose gateway this is",
                "Send it to the debtor bank's own gateway."
            );
            return false;
        }

        foreach (var named in transfer.PayerAccounts)
        {
            if (_directory.TryFindAccount(named, out var found) && options.Accounts.Contains(found))
            {
                account = found;
                return true;
            }
        }

        return true;
    }

    /// <summary>The account that is paid: the creditor's bank's.</summary>
    public bool TryFindPayee(
        Transfer transfer,
        out AccountAddress account,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        account = default;
        refusal = null;
        foreach (var agent in transfer.Payees)
        {
            if (_directory.TryFindBank(agent, out var bank) && bank.Lei != options.Participant)
            {
                account = AccountOf(transfer, bank);
                return true;
            }
        }

        var stated = transfer.Payees.Where(static agent => agent is not null).ToList();
        refusal = InstructionRefusal.Own(
            "RC04",
            "CreditorBankUnknown",
            $"{Shown(stated)} is no other bank on the network",
            "Check the creditor agent's BIC or LEI."
        );
        return false;
    }

    /// <summary>The purpose as the ledger takes it: an external code, or nothing.</summary>
    public static bool TryReadPurpose(
        Purpose2Choice? stated,
        out string purpose,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        purpose = (stated as Purpose2Choice.Cd)?.Value.Value ?? string.Empty;
        var valid = purpose.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        refusal = valid
            ? null
            : InstructionRefusal.Own(
                "RR04",
                "PurposeInvalid",
                $"'{purpose}' is not a purpose code: up to 4 upper-case letters and digits",
                "State an ISO 20022 external purpose code."
            );
        return valid;
    }

    private AccountAddress AccountOf(Transfer transfer, DirectoryBank bank)
    {
        foreach (var named in transfer.PayeeAccounts)
        {
            if (
                _directory.TryFindAccount(named, out var found)
                && (!_directory.TryFindOwner(found, out var owner) || owner.Lei == bank.Lei)
            )
            {
                return found;
            }
        }

        return bank.Accounts[0].Address;
    }

    // InstdAmt in another currency is the most that the payer gives; the payee receives IntrBkSttlmAmt exactly.
    private bool TryReadExchange(
        Transfer transfer,
        AccountAddress payer,
        AccountAddress payee,
        Amount received,
        out ExchangeOrder? exchange,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        (exchange, refusal) = (null, null);
        if (transfer.Instructed is not { } instructed || instructed.Ccy.Value == transfer.Amount.Ccy.Value)
        {
            return true;
        }

        if (
            !MinorUnits.TryRead(instructed.Value, instructed.Ccy.Value, _directory.Decimals, out var limit, out refusal)
        )
        {
            return false;
        }

        exchange = new ExchangeOrder(payer, payee, received, limit);
        refusal = RateAgrees(transfer, instructed.Value)
            ? null
            : InstructionRefusal.Own(
                "AM09",
                "RateContradictsAmounts",
                $"XchgRate {transfer.ExchangeRate} is not the price between {instructed.Value} {instructed.Ccy} and "
                    + $"{transfer.Amount.Value} {transfer.Amount.Ccy}, in either direction, within one percent",
                "Correct the rate or an amount, or leave the rate out."
            );
        return refusal is null;
    }

    private static bool RateAgrees(Transfer transfer, decimal instructed)
    {
        if (transfer.ExchangeRate is not { } rate)
        {
            return true;
        }

        var implied = transfer.Amount.Value / instructed;
        return implied > 0
            && (Math.Abs(rate - implied) <= implied * RateTolerance || Math.Abs((rate * implied) - 1) <= RateTolerance);
    }

    private static string Shown(List<BranchAndFinancialInstitutionIdentification6?> agents) =>
        agents.Count == 0
            ? "nobody"
            : string.Join(
                " or ",
                agents
                    .Select(static agent =>
                        agent?.FinInstnId.BICFI?.Value ?? agent?.FinInstnId.LEI?.Value ?? "a bank without BIC and LEI"
                    )
                    .Distinct(StringComparer.Ordinal)
            );
}
