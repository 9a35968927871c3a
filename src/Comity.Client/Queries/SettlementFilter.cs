using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>Which of a participant's settlements are wanted. What is not stated does not matter.</summary>
public sealed record SettlementFilter
{
    /// <summary>Those in which a leg goes between the participant and this one.</summary>
    public Lei? Counterparty { get; init; }

    /// <summary>Those in which the participant pays or is paid this instrument.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>Those that stand so; unknown for all.</summary>
    public Wire.SettlementInfo.Types.State State { get; init; }

    /// <summary>Those that came to the ledger in it.</summary>
    public TimeRange Range { get; init; }
}
