using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Ledger.Invariants;

/// <summary>
/// Nothing is forgotten that anything alive can name: the id of every offer that stands, or that a waiting settlement takes or
/// holds some of, is remembered. A UETR either waits or has finished, and what has finished is in order of finishing, so that
/// the oldest is forgotten first.
/// </summary>
internal static class WhatLivesIsRemembered
{
    /// <summary>Checks every offer and every settlement. Walks the whole state: for tests, audits and checkpoints.</summary>
    /// <exception cref="InvariantViolationException">It does not hold: a bug.</exception>
    public static void Check(LedgerState state)
    {
        foreach (var (id, _) in state.Offers.InOrder())
        {
            Require(state, id, "stands");
        }

        foreach (var (uetr, row) in state.Waiting.InOrder())
        {
            foreach (var id in row.Terms.Exchanges.SelectMany(static exchange => exchange.Offers))
            {
                Require(state, id, $"is named by {uetr}");
            }

            foreach (var held in row.HeldOffers)
            {
                Require(state, held.Offer, $"is held by {uetr}");
            }

            if (state.Finished.Contains(uetr))
            {
                throw new InvariantViolationException(nameof(WhatLivesIsRemembered), $"{uetr} waits and has finished");
            }
        }

        var last = Timestamp.Zero;
        foreach (var (uetr, value) in state.Finished.InOrder())
        {
            if (value.Time < last || !state.Finished.TryGet(uetr, out var found) || found != value)
            {
                throw new InvariantViolationException(
                    nameof(WhatLivesIsRemembered),
                    $"{uetr} of {value.Time} stands after {last}, or cannot be found"
                );
            }

            last = value.Time;
        }
    }

    private static void Require(LedgerState state, OfferId id, string how)
    {
        if (!state.OfferIds.Contains(id))
        {
            throw new InvariantViolationException(nameof(WhatLivesIsRemembered), $"offer {id} {how} and is forgotten");
        }
    }
}
