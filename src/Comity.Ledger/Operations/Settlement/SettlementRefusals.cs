using Comity.Protocol.Refusals;

namespace Comity.Ledger.Operations.Settlement;

/// <summary>What executing a settlement can be refused with, in the order of the checks.</summary>
internal static class SettlementRefusals
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RefusalCode> Execution { get; } =
    [
        RefusalCode.AccountUnknown,
        RefusalCode.InstrumentUnknown,
        RefusalCode.OfferUnknown,
        RefusalCode.OfferNotForTaker,
        RefusalCode.OfferChainBroken,
        RefusalCode.AmountOutOfRange,
        RefusalCode.OfferAmountOutOfRange,
        RefusalCode.RateWorseThanLimit,
        RefusalCode.OfferCapacityExceeded,
        RefusalCode.AccountClosed,
        RefusalCode.AccountFrozen,
        RefusalCode.InstrumentSuspended,
        RefusalCode.ParticipantSuspended,
        RefusalCode.JurisdictionSuspended,
        RefusalCode.CorridorSuspended,
        RefusalCode.HolderNotAllowed,
        RefusalCode.AmountAboveLargest,
        RefusalCode.PurposeNotAllowed,
        RefusalCode.AttestationMissing,
        RefusalCode.ApprovalMissing,
        RefusalCode.RollingLimitExceeded,
        RefusalCode.InsufficientCover,
        RefusalCode.CoverPromisedToOlder,
        RefusalCode.BalanceCapExceeded,
    ];
}
