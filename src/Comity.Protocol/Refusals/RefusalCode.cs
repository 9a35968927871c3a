namespace Comity.Protocol.Refusals;

/// <summary>
/// Why the ledger did not do what it was asked. Numbers are never reused. Each carries the ISO 20022 external status reason
/// code that a bank is answered with, whether sending again can help, and what to do.
/// </summary>
public enum RefusalCode
{
    /// <summary>The transaction is for another network.</summary>
    [Refusal("DS28", RetryAdvice.Never, "Send it to the network that its body names.")]
    WrongNetwork = 1,

    /// <summary>Its valid_until has passed.</summary>
    [Refusal("DS24", RetryAdvice.NewTransaction, "Sign it again with a later valid_until.")]
    TransactionExpired = 2,

    /// <summary>Its valid_until is further ahead than the network allows.</summary>
    [Refusal("EDTL", RetryAdvice.NewTransaction, "Sign it again with an earlier valid_until.")]
    ValidityTooLong = 3,

    /// <summary>A transaction with the same id has been ordered already.</summary>
    [Refusal("DS15", RetryAdvice.Never, "Ask for the status of what it carried; the first one counts.")]
    DuplicateTransaction = 4,

    /// <summary>A signer's key belongs to no participant.</summary>
    [Refusal("DS0E", RetryAdvice.NewTransaction, "Sign with keys that are registered.")]
    UnknownSigner = 5,

    /// <summary>A signer's key has reached the end of its validity.</summary>
    [Refusal("DS0D", RetryAdvice.NewTransaction, "Sign with a key that is still valid.")]
    SignerKeyEnded = 6,

    /// <summary>The participant named does not exist.</summary>
    [Refusal("RC02", RetryAdvice.AfterChange, "Check the LEI, or have its authority admit it.")]
    ParticipantUnknown = 20,

    /// <summary>The participant exists already.</summary>
    [Refusal("DUPL", RetryAdvice.Never, "Use UpdateParticipant or RotateKeys.")]
    ParticipantExists = 21,

    /// <summary>The jurisdiction named does not exist.</summary>
    [Refusal("AG04", RetryAdvice.AfterChange, "Check the country code.")]
    JurisdictionUnknown = 22,

    /// <summary>The instrument named does not exist.</summary>
    [Refusal("AM11", RetryAdvice.AfterChange, "Check the instrument's code.")]
    InstrumentUnknown = 23,

    /// <summary>The account named does not exist.</summary>
    [Refusal("AC01", RetryAdvice.AfterChange, "Check the account, or have its owner open it.")]
    AccountUnknown = 24,

    /// <summary>The account exists already, or existed once.</summary>
    [Refusal("DUPL", RetryAdvice.NewTransaction, "Choose another address.")]
    AccountExists = 25,

    /// <summary>The account is closed.</summary>
    [Refusal("AC04", RetryAdvice.Never, "Use another account.")]
    AccountClosed = 26,

    /// <summary>The account is frozen by its authority.</summary>
    [Refusal("AC06", RetryAdvice.AfterChange, "Ask the authority of the account's jurisdiction.")]
    AccountFrozen = 27,

    /// <summary>The account is not frozen.</summary>
    [Refusal("AG03", RetryAdvice.AfterChange, "Freeze it first.")]
    AccountNotFrozen = 28,

    /// <summary>The account still holds a balance, has an offer, or is named by a waiting settlement.</summary>
    [Refusal("AG03", RetryAdvice.AfterChange, "Empty it, and withdraw or cancel what names it.")]
    AccountInUse = 29,

    /// <summary>No settlement with this UETR waits or is remembered.</summary>
    [Refusal("AG09", RetryAdvice.AfterChange, "Check the UETR.")]
    SettlementUnknown = 30,

    /// <summary>A settlement with this UETR exists already.</summary>
    [Refusal("DU03", RetryAdvice.Never, "Ask for its status; the first one counts.")]
    DuplicateUetr = 31,

    /// <summary>The settlement no longer waits.</summary>
    [Refusal("FF12", RetryAdvice.Never, "Ask for its status.")]
    SettlementFinished = 32,

    /// <summary>The offer named does not exist, or is withdrawn or expired.</summary>
    [Refusal("ED05", RetryAdvice.NewTransaction, "Ask for a new quote.")]
    OfferUnknown = 33,

    /// <summary>An offer with this id exists already, or existed and is remembered.</summary>
    [Refusal("DUPL", RetryAdvice.NewTransaction, "Choose another id.")]
    OfferExists = 34,

    /// <summary>No such attestation stands.</summary>
    [Refusal("RR05", RetryAdvice.AfterChange, "Check its attester, kind and subject.")]
    AttestationUnknown = 35,

    /// <summary>The reserve reference has been used for this instrument.</summary>
    [Refusal("DUPL", RetryAdvice.Never, "The first one counts; use a new reference for new reserves.")]
    DuplicateReserveReference = 36,

    /// <summary>The signatures do not reach what the operation needs.</summary>
    [Refusal("DS19", RetryAdvice.NewTransaction, "Sign with enough keys that hold the permission.")]
    NotAuthorised = 40,

    /// <summary>Who signed is not who may do this.</summary>
    [Refusal("AG08", RetryAdvice.Never, "Only the one named may do it.")]
    NotEntitled = 41,

    /// <summary>The terms given are not those of the settlement.</summary>
    [Refusal("DS17", RetryAdvice.NewTransaction, "Read the settlement again and authorise what it says.")]
    TermsDiffer = 42,

    /// <summary>The settlement holds funds: only its creditors together may give it up.</summary>
    [Refusal("FF12", RetryAdvice.AfterChange, "Wait for its expiry, or for every creditor to cancel.")]
    FundsReserved = 43,

    /// <summary>The change would leave a participant without a way to use a permission.</summary>
    [Refusal("DS19", RetryAdvice.NewTransaction, "Keep enough keys for each threshold.")]
    KeySetUnusable = 44,

    /// <summary>A public key belongs to another participant.</summary>
    [Refusal("DUPL", RetryAdvice.NewTransaction, "Make a new key.")]
    KeyInUse = 45,

    /// <summary>A stated time has passed or is further ahead than the network allows.</summary>
    [Refusal("EDTL", RetryAdvice.NewTransaction, "State a time within the network's limits.")]
    TimeOutOfRange = 46,

    /// <summary>The preimage does not open a hash lock of the settlement.</summary>
    [Refusal("DS17", RetryAdvice.NewTransaction, "Send the bytes whose SHA-256 the lock states.")]
    PreimageWrong = 47,

    /// <summary>Too many settlements wait already.</summary>
    [Refusal("ED06", RetryAdvice.Later, "Try again later, or settle now.")]
    QueueFull = 48,

    /// <summary>A participant that is not in the issuer's jurisdiction can be neither issued to nor redeem.</summary>
    [Refusal("AG01", RetryAdvice.Never, "Issue to, or redeem from, a participant of the issuer's jurisdiction.")]
    OutsideIssuersJurisdiction = 49,

    /// <summary>The reserve, the condition or the exchange cannot stand with settling now.</summary>
    [Refusal("ED05", RetryAdvice.NewTransaction, "State how long it may wait.")]
    ConditionNotMet = 50,

    /// <summary>Everybody has this key: it comes from a seed that is printed in a scenario.</summary>
    [Refusal("DS0C", RetryAdvice.NewTransaction, "Make a fresh key; only a demonstration takes this one.")]
    KeyPublished = 59,

    /// <summary>The taker is not one that the offer names.</summary>
    [Refusal("AG01", RetryAdvice.NewTransaction, "Choose another offer.")]
    OfferNotForTaker = 60,

    /// <summary>The offers of an exchange do not follow each other.</summary>
    [Refusal("AM03", RetryAdvice.NewTransaction, "Each offer buys what the one before sells.")]
    OfferChainBroken = 61,

    /// <summary>The amount is below the offer's minimum or above its maximum.</summary>
    [Refusal("AM13", RetryAdvice.NewTransaction, "Ask for a new quote.")]
    OfferAmountOutOfRange = 62,

    /// <summary>Less is left of the offer than the exchange needs.</summary>
    [Refusal("AM23", RetryAdvice.NewTransaction, "Ask for a new quote.")]
    OfferCapacityExceeded = 63,

    /// <summary>The outcome is worse than the limit that the payer states.</summary>
    [Refusal("AM09", RetryAdvice.NewTransaction, "Ask for a new quote, or state another limit.")]
    RateWorseThanLimit = 64,

    /// <summary>An amount does not fit, or would round to nothing.</summary>
    [Refusal("AM12", RetryAdvice.NewTransaction, "State another amount.")]
    AmountOutOfRange = 65,

    /// <summary>The participant is suspended.</summary>
    [Refusal("AG10", RetryAdvice.AfterChange, "Ask its authority.")]
    ParticipantSuspended = 70,

    /// <summary>The instrument is suspended.</summary>
    [Refusal("AM03", RetryAdvice.AfterChange, "Ask its issuer.")]
    InstrumentSuspended = 71,

    /// <summary>The corridor is suspended.</summary>
    [Refusal("AG03", RetryAdvice.AfterChange, "Ask the authority that suspended it.")]
    CorridorSuspended = 72,

    /// <summary>The jurisdiction is suspended.</summary>
    [Refusal("AG10", RetryAdvice.AfterChange, "Ask its authority.")]
    JurisdictionSuspended = 73,

    /// <summary>A rule on who may hold the instrument.</summary>
    [Refusal("AG01", RetryAdvice.Never, "The creditor may not hold this instrument.")]
    HolderNotAllowed = 80,

    /// <summary>A rule on the largest single amount.</summary>
    [Refusal("AM02", RetryAdvice.NewTransaction, "Pay less at once.")]
    AmountAboveLargest = 81,

    /// <summary>A rule on purposes.</summary>
    [Refusal("RR04", RetryAdvice.NewTransaction, "State a purpose that the rule allows.")]
    PurposeNotAllowed = 82,

    /// <summary>A rule that asks for an attestation.</summary>
    [Refusal("RR04", RetryAdvice.AfterChange, "Have one of the named attesters attest it.")]
    AttestationMissing = 83,

    /// <summary>A rule, or a condition, that asks for an approval.</summary>
    [Refusal("AG07", RetryAdvice.AfterChange, "Have the authority approve it.")]
    ApprovalMissing = 84,

    /// <summary>A rule on how much an account may hold.</summary>
    [Refusal("AM21", RetryAdvice.Later, "Pay less, or wait until the creditor holds less.")]
    BalanceCapExceeded = 85,

    /// <summary>A rule on how much may move in a rolling window.</summary>
    [Refusal("AM14", RetryAdvice.Later, "Pay less, or wait until the window has room.")]
    RollingLimitExceeded = 86,

    /// <summary>A debtor has less available than it would pay.</summary>
    [Refusal("AM04", RetryAdvice.Later, "Fund the account, or let the settlement wait in the queue.")]
    InsufficientCover = 90,

    /// <summary>The cover is there but an older waiting settlement has first call on it.</summary>
    [Refusal("AM04", RetryAdvice.Later, "Wait, or cancel the older settlement.")]
    CoverPromisedToOlder = 91,
}
