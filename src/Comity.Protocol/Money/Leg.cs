using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Money;

/// <summary>A move of value from one account to another, part of a settlement.</summary>
/// <param name="From">The account debited.</param>
/// <param name="To">The account credited; never the same.</param>
/// <param name="Amount">What moves, at least 1 minor unit.</param>
public readonly record struct Leg(AccountAddress From, AccountAddress To, Amount Amount);
