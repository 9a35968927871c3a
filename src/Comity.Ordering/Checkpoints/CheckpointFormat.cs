namespace Comity.Ordering.Checkpoints;

/// <summary>The layout of a checkpoint file. Integers are little-endian; sizes are in bytes.</summary>
/// <remarks>
/// <code>
/// header                     content    trailer
///  0  4 mark "CMC3"                      0  8 length of the content
///  4  4 zero                             8 16 XXH3-128 of header, content and that length
///  8  8 height
/// 16 32 state root
/// </code>
/// The mark's digit is the version of the whole, the content's form included: an earlier one is passed over.
/// XXH3 finds damage, not forgery: the state root, which the ledger computes again, stands against that.
/// </remarks>
internal static class CheckpointFormat
{
    public const uint Mark = 0x33434D43;
    public const int HeaderSize = 48;
    public const int StateRootSize = 32;
    public const int LengthSize = 8;
    public const int TrailerSize = 24;
    public const int HashSize = 16;
    public const int BufferSize = 1 << 18;
}
