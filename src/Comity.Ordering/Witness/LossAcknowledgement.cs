using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Witness;

/// <summary>Lets a node that has stopped ordering go on, once an operator has stated what is lost.</summary>
public static class LossAcknowledgement
{
    /// <summary>Why a data folder does not order; nothing where nothing is missing. Changes nothing but a torn tail.</summary>
    /// <param name="folder">The data folder of a node that is stopped.</param>
    /// <param name="witness">Its witness; absent for none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The folder or the witness cannot be used.</exception>
    public static StopMark? Find(string folder, string? witness, TimeProvider time)
    {
        using var held = DataFolder.Open(folder);
        using var log = OpenLog(held, out var network);
        return Find(held, log, network, witness, time);
    }

    /// <summary>Notes a loss for good, takes the stop away, and lets the witness begin again here.</summary>
    /// <param name="folder">The data folder of a node that is stopped.</param>
    /// <param name="witness">Its witness; absent for none.</param>
    /// <param name="statedTip">The height that the operator says the node goes on from.</param>
    /// <param name="statedLost">How many blocks the operator says are known to be lost.</param>
    /// <param name="by">Who.</param>
    /// <param name="time">The clock.</param>
    /// <returns>What was acknowledged.</returns>
    /// <exception cref="LossNotAcknowledgedException">Nothing is missing, or the operator states something else than what was found; nothing was changed.</exception>
    /// <exception cref="IOException">The folder or the witness cannot be used.</exception>
    public static AcknowledgedLoss Accept(
        string folder,
        string? witness,
        ulong statedTip,
        ulong statedLost,
        string by,
        TimeProvider time
    )
    {
        using var held = DataFolder.Open(folder);
        using var log = OpenLog(held, out var network);
        var mark =
            Find(held, log, network, witness, time)
            ?? throw new LossNotAcknowledgedException(
                $"{folder} misses nothing that this program knows of: there is nothing to acknowledge."
            );
        if (mark.Tip != log.DurableHeight)
        {
            throw new LossNotAcknowledgedException(
                $"{folder} was stopped at height {mark.Tip}, and its log now ends at {log.DurableHeight}: something else has written it. "
                    + $"If the missing blocks are back, remove {StopMark.FileName} and start the node: it checks again."
            );
        }

        if (statedTip != mark.Tip || statedLost != mark.Lost)
        {
            throw new LossNotAcknowledgedException(
                $"You state tip {statedTip} and {statedLost} lost blocks; found was tip {mark.Tip} and {mark.Lost} lost blocks: {mark.Explanation} "
                    + "State what was found, or find the missing blocks."
            );
        }

        var loss = new AcknowledgedLoss(mark.Evidence, mark.Tip, mark.Known, mark.Explanation, by, time.GetUtcNow());
        // In this order: interrupted anywhere, the node still does not order, and the command can be given again.
        AcknowledgedLoss.Add(held.Path, loss);
        if (witness is not null)
        {
            using var file = WitnessFile.OpenOrCreate(witness);
            file.Note(new WitnessRecord(network, held.Identity, log.DurableHeight, log.LastHash, StoppedClean: true));
            file.Sync();
        }

        StopMark.Remove(held.Path);
        return loss;
    }

    private static BlockLog OpenLog(DataFolder held, out Hash256 network)
    {
        var (bytes, _) = GenesisFile.Take(held.Path, default);
        network = NetworkGenesis.IdOf(bytes);
        return BlockLog.Open(held.LogPath, new BlockLogOptions { Genesis = new ChainHash(network.Bytes) });
    }

    private static StopMark? Find(DataFolder held, BlockLog log, Hash256 network, string? witness, TimeProvider time)
    {
        var remembered = witness is null ? null : WitnessFile.Peek(witness);
        return LossCheck.Find(held, log, network, remembered, time.GetUtcNow());
    }
}
