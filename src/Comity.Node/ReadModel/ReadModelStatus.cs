namespace Comity.Node.ReadModel;

/// <summary>What a read model is doing.</summary>
public enum ReadModelState
{
    /// <summary>It is being opened.</summary>
    Starting = 1,

    /// <summary>It answers.</summary>
    Serving = 2,

    /// <summary>It is being made from the log, and there is no older one to answer meanwhile.</summary>
    Building = 3,

    /// <summary>Its database cannot be reached, or cannot be used; it is tried again.</summary>
    Away = 4,

    /// <summary>It has stopped: a fault of the program.</summary>
    Failed = 5,
}

/// <summary>How a read model stands.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Height">The last block it has; 0 for none.</param>
/// <param name="Tip">The last committed block.</param>
/// <param name="RebuiltTo">Where it is being built anew beside itself, the last block that the new one has.</param>
/// <param name="Fault">What is wrong, and what to do; empty where nothing is.</param>
public sealed record ReadModelStatus(ReadModelState State, ulong Height, ulong Tip, ulong? RebuiltTo, string Fault)
{
    /// <summary>The same as a sentence.</summary>
    public override string ToString() =>
        State switch
        {
            ReadModelState.Serving when RebuiltTo is { } rebuilt =>
                $"The read model is at height {Height} of {Tip}, and is being rebuilt beside itself, at height {rebuilt} of {Tip}.",
            ReadModelState.Serving when Fault.Length > 0 => $"The read model is at height {Height} of {Tip}. {Fault}",
            ReadModelState.Serving => $"The read model is at height {Height} of {Tip}.",
            ReadModelState.Building =>
                $"The read model is being rebuilt from the log, at height {RebuiltTo ?? 0} of {Tip}. Ask again when it is done.",
            ReadModelState.Away =>
                $"The read model's database cannot be used: {Fault} Payments go on; ask again later.",
            ReadModelState.Failed => $"The read model has stopped at height {Height}: {Fault} Payments go on.",
            _ => "The read model is being opened. Ask again shortly.",
        };
}
