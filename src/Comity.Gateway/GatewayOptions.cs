using System.Collections.Immutable;
using Comity.Client;
using Comity.Gateway.Directory;
using Comity.Gateway.Recall;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Gateway;

/// <summary>What a participant's gateway needs.</summary>
public sealed record GatewayOptions
{
    /// <summary>The node. The caller disposes of it.</summary>
    public required NodeConnection Connection { get; init; }

    /// <summary>The network's name; every transaction states it.</summary>
    public required string Network { get; init; }

    /// <summary>The participant whose gateway this is.</summary>
    public required Lei Participant { get; init; }

    /// <summary>Its business identifier code.</summary>
    public required Bic Bic { get; init; }

    /// <summary>Its keys with the permission to pay: as many as its threshold asks. The caller disposes of them.</summary>
    public required ImmutableArray<SigningKey> SigningKeys { get; init; }

    /// <summary>Its accounts; the first pays where a message names none.</summary>
    public required ImmutableArray<AccountAddress> Accounts { get; init; }

    /// <summary>The SQLite file that keeps what has been processed.</summary>
    public required string InboxDatabase { get; init; }

    /// <summary>Where answers and notifications are written; made where it is missing.</summary>
    public required string OutboxFolder { get; init; }

    /// <summary>Who is who on the network.</summary>
    public required BankDirectory Directory { get; init; }

    /// <summary>The bank's answer when a payment that it has received is asked back; refuses unless set.</summary>
    public RecallPolicy Recalls { get; init; } = RecallPolicy.Refuse;

    /// <summary>How long a transaction stays valid once it is signed.</summary>
    public TimeSpan TransactionValidity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that dates messages and transactions.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal Action<GatewayStep> AtStep { get; init; } = static _ => { };
}
