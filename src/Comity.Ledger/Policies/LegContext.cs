using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Ledger.Policies;

/// <summary>A leg with everything that rules look at, found once.</summary>
internal readonly struct LegContext
{
    /// <summary>What moves: a row.</summary>
    public required int Instrument { get; init; }

    /// <summary>What moves.</summary>
    public required InstrumentId InstrumentId { get; init; }

    /// <summary>How much.</summary>
    public required UInt128 Units { get; init; }

    /// <summary>The account debited: a row.</summary>
    public required int DebtorAccount { get; init; }

    /// <summary>The account credited: a row.</summary>
    public required int CreditorAccount { get; init; }

    /// <summary>The participant that pays: a row.</summary>
    public required int Debtor { get; init; }

    /// <summary>The participant that is paid: a row.</summary>
    public required int Creditor { get; init; }

    /// <summary>Where the debtor is: a row.</summary>
    public required int DebtorJurisdiction { get; init; }

    /// <summary>Where the creditor is: a row.</summary>
    public required int CreditorJurisdiction { get; init; }

    /// <summary>The position debited: a row.</summary>
    public required int From { get; init; }

    /// <summary>The position credited: a row.</summary>
    public required int To { get; init; }

    /// <summary>Whether the debtor's funds are held already.</summary>
    public required bool Held { get; init; }
}

/// <summary>The settlement that a leg is part of, as far as rules look at it.</summary>
internal readonly struct SettlementContext
{
    /// <summary>ISO 20022 purpose code, or empty.</summary>
    public required string Purpose { get; init; }

    /// <summary>SHA-256 of the settlement's terms.</summary>
    public required Hash256 Terms { get; init; }

    /// <summary>Block time.</summary>
    public required Timestamp Now { get; init; }

    /// <summary>Which authorities have approved it.</summary>
    public required ApprovalView Approvals { get; init; }
}
