namespace Comity.Iso20022.Identifiers;

/// <summary>How a kind of identifier is checked; the identifiers of this library are its only implementations.</summary>
/// <typeparam name="TSelf">The kind.</typeparam>
public interface IIdentifier<TSelf>
    where TSelf : Identifier<TSelf>, IIdentifier<TSelf>
{
    /// <summary>What is wrong with text; nothing where it is such an identifier. Allocates nothing.</summary>
    static abstract IdentifierFault? Examine(ReadOnlySpan<char> text);

    /// <summary>What is allowed where a fault is, in words that go before "is allowed".</summary>
    internal static abstract string Allowed(IdentifierFault fault, ReadOnlySpan<char> text);

    /// <summary>What to do about a fault.</summary>
    internal static abstract string Advice(IdentifierFault fault);

    /// <summary>The identifier of text that was examined.</summary>
    internal static abstract TSelf Create(string examined);
}
