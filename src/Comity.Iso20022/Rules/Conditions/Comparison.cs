namespace Comity.Iso20022.Rules.Conditions;

/// <summary>How two amounts are to each other.</summary>
internal enum Comparison
{
    Equal,
    Different,
    Less,
    Greater,
}
