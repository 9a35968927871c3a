using System.Runtime.InteropServices;

namespace Comity.Ledger.LiquiditySaving;

/// <summary>How an annealing treats overdrafts and how far it cools.</summary>
/// <param name="Price">What a unit of overdraft costs at first, in sixteenths of a unit of value.</param>
/// <param name="PricesFall">Whether a position's price falls while it is not overdrawn, or only rises while it is.</param>
/// <param name="Octaves">How many times the temperature halves.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnnealingSchedule(long Price, bool PricesFall, int Octaves);
