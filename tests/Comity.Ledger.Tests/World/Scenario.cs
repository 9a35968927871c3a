using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Ledger.Tests;

/// <summary>How an operation comes to be refused in one way.</summary>
/// <param name="Operation">The operation, as the wire names it.</param>
/// <param name="Code">How.</param>
/// <param name="Tell">Arranges the world and returns the refused transaction's signers and operation.</param>
internal sealed record Scenario(
    string Operation,
    RefusalCode Code,
    Func<World, (IEnumerable<Party> Signers, Operation Operation)> Tell
)
{
    public NetworkParameters Parameters { get; init; } = new();

    public override string ToString() => $"{Operation} {Code}";

    public Receipt Play()
    {
        var world = new World(Parameters);
        var (signers, operation) = Tell(world);
        return world.Block(world.Transaction(signers, operation)).Receipts[0];
    }
}
