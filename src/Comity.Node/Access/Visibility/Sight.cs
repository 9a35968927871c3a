using Comity.Ledger;
using Comity.Node.Access.Participants;
using Comity.Protocol.Identifiers;

namespace Comity.Node.Access.Visibility;

/// <summary>
/// What one participant may see, and why. This is the one place where that is decided (docs/access.md, "What each sees"); every
/// service asks it. Whose an account or an instrument is, is looked up in a ledger's state.
/// </summary>
internal sealed class Sight(Lei viewer, KnownParticipants participants)
{
    /// <summary>Who looks.</summary>
    public Lei Viewer => viewer;

    /// <summary>What it is to a participant.</summary>
    public Relation To(Lei participant) =>
        participant == viewer ? Relation.Own
        : participants.TryGet(participant, out var terms) && Oversees(terms.Jurisdiction) ? Relation.Overseer
        : Relation.None;

    /// <summary>What it is to an account; nothing where there is none.</summary>
    public Relation To(LedgerView view, AccountAddress account) =>
        view.TryGetOwner(account, out var owner) ? To(owner) : Relation.None;

    /// <summary>Whether it issues an instrument.</summary>
    public bool Issues(LedgerView view, InstrumentId instrument) =>
        view.TryGetIssuer(instrument, out var issuer) && issuer == viewer;

    /// <summary>What it is to an offer: an open one is everybody's to see, one with named takers is the maker's and theirs.</summary>
    public Relation To(LedgerView view, StandingOffer offer) =>
        offer.Terms.Takers.IsEmpty || offer.Terms.Takers.Contains(viewer)
            ? Relation.Own
            : To(view, offer.Terms.Account);

    /// <summary>What it is to a settlement.</summary>
    public Relation To(LedgerView view, Parties parties)
    {
        if (parties.Participants.Contains(viewer))
        {
            return Relation.Own;
        }

        var closest = parties.Approvers.Any(Oversees) ? Relation.Overseer : Relation.None;
        foreach (var account in parties.Accounts)
        {
            closest = Closer(closest, To(view, account));
        }

        foreach (var id in parties.Offers)
        {
            closest = view.TryGetOffer(id, out var offer) ? Closer(closest, To(view, offer.Terms.Account)) : closest;
        }

        return closest == Relation.None && parties.Instruments.Any(one => Issues(view, one))
            ? Relation.Issuer
            : closest;
    }

    private static Relation Closer(Relation one, Relation other) => one > other ? one : other;

    private bool Oversees(CountryCode jurisdiction) =>
        participants.TryGet(viewer, out var own)
        && own.Jurisdiction == jurisdiction
        && (own.Roles & (Roles.Authority | Roles.Supervisor)) != Roles.None;
}
