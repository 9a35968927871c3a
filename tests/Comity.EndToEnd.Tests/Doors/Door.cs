using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>Which way a story goes in.</summary>
public enum Way
{
    Rest,
    Grpc,
    CommandLine,
}

/// <summary>One way to speak to the node. All three are asked the same questions, and have to answer the same.</summary>
internal abstract class Door(WorldNode world)
{
    protected WorldNode World { get; } = world;

    public static Door Of(Way way, WorldNode world) =>
        way switch
        {
            Way.Rest => new RestDoor(world),
            Way.Grpc => new GrpcDoor(world),
            _ => new CommandLineDoor(world),
        };

    /// <summary>Has a transaction made, signed by members' keys, and sent by the first of them.</summary>
    public abstract Task<Verdict> SubmitAsync(IReadOnlyList<Signature> signers, IReadOnlyList<Operation> operations);

    /// <summary>How a settlement stands.</summary>
    public abstract Task<Standing> StandingAsync(Bank asker, Uetr uetr);

    /// <summary>What an account holds.</summary>
    public abstract Task<Holding> HoldingAsync(Bank asker, AccountAddress account, InstrumentId instrument);

    /// <summary>What was issued of a currency.</summary>
    public abstract Task<Supply> SupplyAsync(Bank asker, InstrumentId instrument);

    /// <summary>The proof of a settlement, verified away from the node.</summary>
    public abstract Task<SettlementProof> ProofAsync(Bank asker, Uetr uetr);

    /// <summary>Whether a caller is told that the node does not know who calls.</summary>
    public abstract Task<bool> IsTurnedAwayAsync(Bank asker, Uetr uetr);

    /// <summary>UETRs of waiting settlements that a caller may see.</summary>
    public abstract Task<IReadOnlyList<string>> WaitingAsync(Bank asker);
}

/// <summary>A member's signature with one of its keys.</summary>
internal sealed record Signature(Bank By, int KeyIndex = 0)
{
    public SigningKey Key => By.Keys[KeyIndex];

    public string File => By.KeyFiles[KeyIndex];
}
