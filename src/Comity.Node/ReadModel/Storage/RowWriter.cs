namespace Comity.Node.ReadModel.Storage;

/// <summary>Takes a row's values in the order of its table's columns.</summary>
internal abstract class RowWriter
{
    public abstract void Integer(long value);

    public abstract void Text(string? value);

    public abstract void Bytes(ReadOnlySpan<byte> value);

    /// <summary>Minor units in their sortable form.</summary>
    public void Units(UInt128 units)
    {
        Span<byte> bytes = stackalloc byte[UnitsBytes.MostBytes];
        Bytes(bytes[..UnitsBytes.Write(units, bytes)]);
    }
}
