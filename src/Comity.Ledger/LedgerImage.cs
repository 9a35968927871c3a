using Comity.Ledger.State;
using Comity.Protocol.Canonical;

namespace Comity.Ledger;

/// <summary>
/// A ledger's whole state as it was after one block, to be written while the ledger goes on. Taking it copies plain rows and
/// references; what costs time, writing, may be another thread's.
/// </summary>
public sealed class LedgerImage
{
    private const int PieceSize = 1 << 16;

    private readonly TableImage[] _tables;

    internal LedgerImage(TableImage[] tables) => _tables = tables;

    /// <summary>Writes it, to be read by <see cref="Ledger.Load"/>. Once, and on one thread.</summary>
    /// <returns>How many bytes were written.</returns>
    public long WriteTo(Stream destination)
    {
        var (writer, written) = (new CanonicalWriter(), 0L);
        foreach (var table in _tables)
        {
            table(writer, () => Flush(PieceSize));
        }

        Flush(0);
        return written;

        void Flush(int beyond)
        {
            if (writer.Written.Length > beyond)
            {
                destination.Write(writer.Written);
                written += writer.Written.Length;
                writer.Reset();
            }
        }
    }
}
