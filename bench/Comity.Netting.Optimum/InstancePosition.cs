namespace Comity.Netting.Optimum;

/// <summary>A position of an instance: one account's balance in one instrument.</summary>
/// <param name="Instrument">Index of the instrument, from 0.</param>
/// <param name="Cover">What the account can spend, in minor units.</param>
public readonly record struct InstancePosition(int Instrument, UInt128 Cover);
