using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Client.Proofs;

/// <summary>Something that a proof shows under a trusted state root. One of the kinds below.</summary>
public abstract record Verified;

/// <summary>A balance that a proof shows under a trusted state root.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="Value">How much; zero where the proof shows that there is no such balance.</param>
public sealed record VerifiedBalance(AccountAddress Account, InstrumentId Instrument, BalanceValue Value) : Verified;

/// <summary>A supply that a proof shows under a trusted state root.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Value">Issued and redeemed; zero where the proof shows that nothing ever was.</param>
public sealed record VerifiedSupply(InstrumentId Instrument, SupplyValue Value) : Verified;

/// <summary>How a settlement stands, as a proof shows under a trusted state root. One of the kinds below.</summary>
/// <param name="Uetr">Its id.</param>
public abstract record VerifiedSettlement(Uetr Uetr) : Verified
{
    /// <summary>It settled, was cancelled or expired.</summary>
    /// <param name="Uetr">Its id.</param>
    /// <param name="Value">Which, when, and its terms.</param>
    public sealed record Finished(Uetr Uetr, SettlementValue Value) : VerifiedSettlement(Uetr);

    /// <summary>
    /// It is in the state, and the node says that it waits. A proof alone cannot tell that from one that has finished and whose
    /// content the node keeps back.
    /// </summary>
    /// <param name="Uetr">Its id.</param>
    public sealed record Recorded(Uetr Uetr) : VerifiedSettlement(Uetr);

    /// <summary>None with this UETR was ever accepted.</summary>
    /// <param name="Uetr">Its id.</param>
    public sealed record Absent(Uetr Uetr) : VerifiedSettlement(Uetr);
}
