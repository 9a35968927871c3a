using System.Collections.Immutable;
using Comity.Protocol.Money;

namespace Comity.Gateway;

/// <summary>Where an instruction stands.</summary>
public enum InstructionStatus
{
    /// <summary>Settled: final. ISO 20022 ACSC.</summary>
    Settled = 1,

    /// <summary>It waits in the ledger's queue. ISO 20022 PDNG.</summary>
    Waiting = 2,

    /// <summary>Not carried out. ISO 20022 RJCT; for a recall RJCR.</summary>
    Rejected = 3,

    /// <summary>A recall: the payment still waited and was taken back. ISO 20022 ACCR.</summary>
    Cancelled = 4,

    /// <summary>A recall: the payment is final, and the creditor's bank was asked. ISO 20022 PDCR.</summary>
    Forwarded = 5,

    /// <summary>A recall: the payment was final, and was paid back. ISO 20022 ACCR.</summary>
    Returned = 6,
}

/// <summary>What an instruction moved on the participant's side.</summary>
/// <param name="Debited">What its account gave; zero units where nothing.</param>
/// <param name="Credited">What the other side received; zero units where nothing.</param>
/// <param name="Rates">Each step of an exchange, in text; empty where there was none.</param>
public sealed record InstructionAmounts(Amount Debited, Amount Credited, ImmutableArray<string> Rates)
{
    /// <summary>Nothing moved.</summary>
    public static InstructionAmounts None { get; } = new(default, default, []);
}

/// <summary>What became of one instruction of a file.</summary>
public sealed record InstructionOutcome
{
    /// <summary>The payment's UETR as the message states it; empty where it states none.</summary>
    public required string Uetr { get; init; }

    /// <summary>The message, for example pacs.008.001.08; empty where the file could not be read.</summary>
    public required string MessageType { get; init; }

    /// <summary>Where it stands.</summary>
    public required InstructionStatus Status { get; init; }

    /// <summary>Why, where it was not carried out.</summary>
    public InstructionRefusal? Refusal { get; init; }

    /// <summary>What moved, or will once it settles.</summary>
    public InstructionAmounts Amounts { get; init; } = InstructionAmounts.None;

    /// <summary>Milliseconds from sending it to the node to the durable answer; 0 where it was not sent in this run.</summary>
    public long FinalityMilliseconds { get; init; }
}
