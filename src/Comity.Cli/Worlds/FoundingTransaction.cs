using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Cli.Worlds;

/// <summary>One of the transactions that make a scenario's world out of an empty network.</summary>
/// <param name="Title">What it does, for people.</param>
/// <param name="By">Who signs.</param>
/// <param name="Permissions">The permissions it needs of the signer's keys.</param>
/// <param name="Operations">What it does.</param>
internal sealed record FoundingTransaction(
    string Title,
    Bic By,
    Permissions Permissions,
    ImmutableArray<Operation> Operations
);
