namespace Comity.Netting.Optimum;

/// <summary>What a queue looks like: who pays whom, and how amounts are spread.</summary>
public enum InstanceShape
{
    /// <summary>Payments between uniformly drawn pairs of banks, amounts uniform over two orders of magnitude.</summary>
    RandomPairs,

    /// <summary>A few big banks take part in most payments.</summary>
    Star,

    /// <summary>Planted cycles of 3 to 8 banks with nearly equal amounts, among unrelated payments.</summary>
    Rings,

    /// <summary>Random pairs with lognormal amounts (sigma 2) and Pareto giants (index 1.1).</summary>
    HeavyTailed,

    /// <summary>Payment against payment: two banks exchange two currencies, with a few plain payments.</summary>
    PaymentVersusPayment,

    /// <summary>Chains of two to four linked legs over several banks and currencies.</summary>
    Linked,

    /// <summary>Interbank round lots: multiples of ten thousand up to two hundred thousand, as money markets deal in.</summary>
    RoundLots,

    /// <summary>A mix of all of the above.</summary>
    Mixed,
}
