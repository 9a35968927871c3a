namespace Comity.Protocol.State;

/// <summary>What a record of the state tree is. Numbers are never reused.</summary>
public enum StateKind
{
    /// <summary>An account's balance in one instrument.</summary>
    Balance = 1,

    /// <summary>A settlement, waiting or finished.</summary>
    Settlement = 2,

    /// <summary>What was issued and redeemed of an instrument.</summary>
    Supply = 3,

    /// <summary>Sixty-four accounts, in order of opening.</summary>
    Accounts = 4,

    /// <summary>A participant with its keys.</summary>
    Participant = 5,

    /// <summary>A jurisdiction with its policy.</summary>
    Jurisdiction = 6,

    /// <summary>An instrument with its policy.</summary>
    Instrument = 7,

    /// <summary>A standing offer.</summary>
    Offer = 8,

    /// <summary>An attestation.</summary>
    Attestation = 9,

    /// <summary>A suspended corridor.</summary>
    Corridor = 10,

    /// <summary>What has moved in a rolling window.</summary>
    Usage = 11,

    /// <summary>A reserve reference that has been used.</summary>
    ReserveReference = 12,

    /// <summary>The transactions that expire in one minute.</summary>
    Transactions = 13,

    /// <summary>The ledger's height, time and queue position.</summary>
    Progress = 14,

    /// <summary>The network's name and parameters.</summary>
    Network = 15,

    /// <summary>An offer's id that has been used.</summary>
    OfferId = 16,
}
