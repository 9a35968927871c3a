namespace Comity.Iso20022.Values;

/// <summary>A number with its currency, whichever of the schemas' amount types it is.</summary>
public interface IAmount
{
    /// <summary>The number, in the currency's main unit; the digits after the point are kept as given.</summary>
    decimal Value { get; }

    /// <summary>The currency's code, three capital letters.</summary>
    string Currency { get; }
}
