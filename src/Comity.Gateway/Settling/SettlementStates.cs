using Comity.Client.Queries;
using Wire = Comity.Protocol.Wire;

namespace Comity.Gateway.Settling;

/// <summary>A settlement's state as an instruction's status.</summary>
internal static class SettlementStates
{
    /// <summary>It waited to its expiry.</summary>
    public static InstructionRefusal Expired { get; } =
        InstructionRefusal.Own(
            "TM01",
            "SettlementExpired",
            "it could not settle in the time stated",
            "Send it again with another UETR."
        );

    public static OrderResult Read(SettlementView view, InstructionAmounts amounts, long milliseconds) =>
        view.State switch
        {
            Wire.SettlementInfo.Types.State.Settled => new OrderResult(
                InstructionStatus.Settled,
                null,
                amounts,
                milliseconds
            ),
            Wire.SettlementInfo.Types.State.Cancelled => new OrderResult(
                InstructionStatus.Cancelled,
                null,
                amounts,
                milliseconds
            ),
            Wire.SettlementInfo.Types.State.Expired => OrderResult.Rejected(Expired, milliseconds),
            _ => new OrderResult(InstructionStatus.Waiting, null, amounts, milliseconds),
        };
}
