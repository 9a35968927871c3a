using Comity.Iso20022.Components;

namespace Comity.Gateway.Mapping;

/// <summary>What pacs.008 and pacs.009 have in common, as far as settlement goes.</summary>
internal sealed record Transfer
{
    public required PaymentIdentification7 Identification { get; init; }

    public required ActiveCurrencyAndAmount Amount { get; init; }

    /// <summary>In the debtor's currency, where that is another; pacs.008 only.</summary>
    public ActiveOrHistoricCurrencyAndAmount? Instructed { get; init; }

    public decimal? ExchangeRate { get; init; }

    public ISODate? SettlementDate { get; init; }

    public Priority3Code? Priority { get; init; }

    public SettlementTimeRequest2? Times { get; init; }

    public PaymentTypeInformation28? Type { get; init; }

    public Purpose2Choice? Purpose { get; init; }

    /// <summary>Candidates for the bank that pays, the most telling first.</summary>
    public required IReadOnlyList<BranchAndFinancialInstitutionIdentification6?> Payers { get; init; }

    public required IReadOnlyList<CashAccount38?> PayerAccounts { get; init; }

    /// <summary>Candidates for the bank that is paid, the most telling first.</summary>
    public required IReadOnlyList<BranchAndFinancialInstitutionIdentification6?> Payees { get; init; }

    public required IReadOnlyList<CashAccount38?> PayeeAccounts { get; init; }

    /// <summary>The transfer's local instrument of the gateway's own, for example PVP; empty where there is none.</summary>
    public string Arrangement => (Type?.LclInstrm as LocalInstrument2Choice.Prtry)?.Value.Value ?? string.Empty;

    public PaymentReferences References =>
        new(
            Identification.UETR?.Value ?? string.Empty,
            Identification.InstrId?.Value ?? string.Empty,
            Identification.EndToEndId.Value,
            Identification.TxId?.Value ?? string.Empty
        );

    // The customer's bank pays and is paid, over its account with the ledger; the customers' accounts count only where the
    // directory knows them.
    public static Transfer From(GroupHeader93 group, CreditTransferTransaction39 wire) =>
        new()
        {
            Identification = wire.PmtId,
            Amount = wire.IntrBkSttlmAmt,
            Instructed = wire.InstdAmt,
            ExchangeRate = wire.XchgRate?.Value,
            SettlementDate = wire.IntrBkSttlmDt ?? group.IntrBkSttlmDt,
            Priority = wire.SttlmPrty,
            Times = wire.SttlmTmReq,
            Type = wire.PmtTpInf ?? group.PmtTpInf,
            Purpose = wire.Purp,
            Payers = [wire.InstgAgt, group.InstgAgt, wire.DbtrAgt],
            PayerAccounts = [wire.DbtrAgtAcct, group.SttlmInf.SttlmAcct, wire.DbtrAcct],
            Payees = [wire.InstdAgt, group.InstdAgt, wire.CdtrAgt],
            PayeeAccounts = [wire.CdtrAgtAcct, wire.CdtrAcct],
        };

    // Between banks the debtor and the creditor are banks themselves; an agent stands in for one that is not on the network.
    public static Transfer From(GroupHeader93 group, CreditTransferTransaction36 wire) =>
        new()
        {
            Identification = wire.PmtId,
            Amount = wire.IntrBkSttlmAmt,
            SettlementDate = wire.IntrBkSttlmDt ?? group.IntrBkSttlmDt,
            Priority = wire.SttlmPrty,
            Times = wire.SttlmTmReq,
            Type = wire.PmtTpInf ?? group.PmtTpInf,
            Purpose = wire.Purp,
            Payers = [wire.Dbtr, wire.DbtrAgt, wire.InstgAgt, group.InstgAgt],
            PayerAccounts = [wire.DbtrAcct, wire.DbtrAgtAcct, group.SttlmInf.SttlmAcct],
            Payees = [wire.Cdtr, wire.CdtrAgt, wire.InstdAgt, group.InstdAgt],
            PayeeAccounts = [wire.CdtrAcct, wire.CdtrAgtAcct],
        };
}
