namespace Comity.Node.ReadModel.Storage;

/// <summary>A database that this node must not write to. Trying again does not help: an operator must do something.</summary>
public sealed class ReadModelRefusedException : IOException
{
    /// <summary>Says why and what to do.</summary>
    /// <param name="message">Both.</param>
    public ReadModelRefusedException(string message)
        : base(message) { }
}
