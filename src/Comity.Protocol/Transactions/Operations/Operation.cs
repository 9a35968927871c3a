namespace Comity.Protocol.Transactions.Operations;

/// <summary>One thing that a transaction does. Each kind has its file, in the folder of its group.</summary>
public abstract record Operation
{
    /// <summary>The operation as the wire carries it.</summary>
    public abstract Wire.Operation ToWire();
}
