using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Witness;

/// <summary>What a witness remembers of the data folder that it stands beside.</summary>
/// <param name="Network">SHA-256 of the network's genesis.</param>
/// <param name="Folder">Which data folder was written.</param>
/// <param name="Height">The highest height that may have been acknowledged.</param>
/// <param name="Hash">The log's chain hash at that height.</param>
/// <param name="StoppedClean">Whether the node stopped in good order there: nothing after it was acknowledged.</param>
public sealed record WitnessRecord(
    Hash256 Network,
    FolderIdentity Folder,
    ulong Height,
    ChainHash Hash,
    bool StoppedClean
);
