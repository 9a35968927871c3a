using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;

namespace Comity.Protocol.Policies;

/// <summary>Which legs a rule looks at. An empty list means any.</summary>
/// <param name="Instruments">What moves.</param>
/// <param name="DebtorJurisdictions">Where the debtor is.</param>
/// <param name="CreditorJurisdictions">Where the creditor is.</param>
/// <param name="CrossBorderOnly">Only where the two differ.</param>
public sealed record RuleScope(
    ImmutableArray<InstrumentId> Instruments,
    ImmutableArray<CountryCode> DebtorJurisdictions,
    ImmutableArray<CountryCode> CreditorJurisdictions,
    bool CrossBorderOnly
)
{
    private const int Most = 64;

    /// <summary>Every leg.</summary>
    public static RuleScope Any { get; } = new([], [], [], false);

    /// <summary>Whether a leg is looked at.</summary>
    public bool Includes(InstrumentId instrument, CountryCode debtor, CountryCode creditor) =>
        (Instruments.IsEmpty || Instruments.Contains(instrument))
        && (DebtorJurisdictions.IsEmpty || DebtorJurisdictions.Contains(debtor))
        && (CreditorJurisdictions.IsEmpty || CreditorJurisdictions.Contains(creditor))
        && (!CrossBorderOnly || debtor != creditor);

    internal static RuleScope Read(Wire.Scope? wire, WireReader reader) =>
        wire is null
            ? Any
            : new RuleScope(
                reader.List(
                    wire.Instruments,
                    "scope.instruments",
                    0,
                    Most,
                    static (id, reader) => reader.Instrument(id, "")
                ),
                reader.List(
                    wire.DebtorJurisdictions,
                    "scope.debtor_jurisdictions",
                    0,
                    Most,
                    static (c, reader) => reader.Country(c, "")
                ),
                reader.List(
                    wire.CreditorJurisdictions,
                    "scope.creditor_jurisdictions",
                    0,
                    Most,
                    static (c, reader) => reader.Country(c, "")
                ),
                wire.CrossBorderOnly
            );

    internal Wire.Scope ToWire() =>
        new()
        {
            Instruments = { Instruments.Select(static value => value.ToString()) },
            DebtorJurisdictions = { DebtorJurisdictions.Select(static value => value.ToString()) },
            CreditorJurisdictions = { CreditorJurisdictions.Select(static value => value.ToString()) },
            CrossBorderOnly = CrossBorderOnly,
        };
}
