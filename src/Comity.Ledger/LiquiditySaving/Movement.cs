using System.Runtime.InteropServices;

namespace Comity.Ledger.LiquiditySaving;

/// <summary>The net effect of a settlement on one position.</summary>
/// <param name="Position">The position, as numbered by <see cref="LiquiditySaver.AddPosition"/>.</param>
/// <param name="Delta">
/// Minor units of the position's instrument: positive when the position receives, negative when it pays. Its magnitude is
/// below 2^126, as every amount within an instrument's issued total is.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Movement(int Position, Int128 Delta);
