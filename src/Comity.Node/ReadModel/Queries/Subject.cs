using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Node.ReadModel.Queries;

/// <summary>What a history of events is about, apart from settlements.</summary>
public sealed class Subject
{
    private Subject(SubjectKind kind, string table, string column, object key)
    {
        (Kind, Table, Column, Key) = (kind, table, column, key);
    }

    /// <summary>What kind of thing.</summary>
    internal SubjectKind Kind { get; }

    /// <summary>The table that gives its number; empty where the key is the number.</summary>
    internal string Table { get; }

    /// <summary>The column of that table that holds the key.</summary>
    internal string Column { get; }

    /// <summary>What it is known by.</summary>
    internal object Key { get; }

    /// <summary>An account: opened, frozen, released, closed.</summary>
    public static Subject Of(AccountAddress account) =>
        new(SubjectKind.Account, "account", "address", account.ToArray());

    /// <summary>A participant: admitted, updated, keys rotated, suspended, resumed; what it attested.</summary>
    public static Subject Of(Lei participant) =>
        new(SubjectKind.Participant, "participant", "lei", participant.ToString());

    /// <summary>An instrument: issued, redeemed, its policies, suspended, resumed.</summary>
    public static Subject Of(InstrumentId instrument) =>
        new(SubjectKind.Instrument, "instrument", "code", instrument.ToString());

    /// <summary>An offer: posted, taken, restored, withdrawn, expired.</summary>
    public static Subject Of(OfferId offer) => new(SubjectKind.Offer, "offer", "offer", offer.ToArray());

    /// <summary>A jurisdiction: its policies, suspended, resumed.</summary>
    public static Subject Of(CountryCode jurisdiction) =>
        new(SubjectKind.Jurisdiction, string.Empty, string.Empty, SubjectNumber.Of(jurisdiction));

    /// <summary>A corridor: suspended, resumed.</summary>
    public static Subject Of(Corridor corridor) =>
        new(SubjectKind.Corridor, string.Empty, string.Empty, SubjectNumber.Of(corridor));
}
