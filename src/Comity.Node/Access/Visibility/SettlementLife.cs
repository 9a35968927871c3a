using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>
/// The steps of one settlement under a UETR. Where the ledger has forgotten one, another may take its UETR: whoever is a party to
/// the second is nothing to the first.
/// </summary>
/// <param name="Steps">Its steps, oldest first, at least one.</param>
/// <param name="HasEnded">Whether it settled, was cancelled or expired.</param>
internal sealed record SettlementLife(IReadOnlyList<Wire.Event> Steps, bool HasEnded)
{
    /// <summary>Its parties.</summary>
    public Parties Parties { get; } = Parties.Of(Steps);

    /// <summary>Whether a block is within it.</summary>
    public bool Covers(ulong height) => height >= Steps[0].Height && height <= Steps[^1].Height;

    /// <summary>Tells apart all that happened under one UETR: what comes in a later block than an end is another's.</summary>
    public static IReadOnlyList<SettlementLife> Split(IEnumerable<Wire.Event> steps)
    {
        var lives = new List<SettlementLife>();
        var current = new List<Wire.Event>();
        var end = 0UL;
        foreach (var step in steps)
        {
            if (end > 0 && step.Height > end)
            {
                lives.Add(new SettlementLife(current, HasEnded: true));
                (current, end) = ([], 0);
            }

            current.Add(step);
            end = IsEnd(step) ? step.Height : end;
        }

        if (current.Count > 0)
        {
            lives.Add(new SettlementLife(current, HasEnded: end > 0));
        }

        return lives;
    }

    private static bool IsEnd(Wire.Event step) =>
        step.KindCase
            is Wire.Event.KindOneofCase.Settled
                or Wire.Event.KindOneofCase.Cancelled
                or Wire.Event.KindOneofCase.Expired;
}
