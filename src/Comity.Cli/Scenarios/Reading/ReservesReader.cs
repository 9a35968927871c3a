using System.Collections.Immutable;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>issue</c>.</summary>
internal sealed class ReservesReader(Names names)
{
    /// <summary>Everything issued at the start.</summary>
    public ImmutableArray<ScenarioReserve> Read(Section root) =>
        root.List(
            "issue",
            element =>
            {
                var section = element.Section();
                var amount = section.TryRequire("amount", out var stated) ? names.Amount(stated) : default;
                var reserve = new ScenarioReserve(names.Bic(section, "to"), amount, section.Text("reserve", 35));
                CheckJurisdiction(reserve, stated);
                section.End();
                return reserve;
            }
        );

    // The ledger would refuse it: only a participant in the issuer's jurisdiction can be issued to.
    private void CheckJurisdiction(ScenarioReserve reserve, Element? amount)
    {
        if (
            amount is not null
            && names.Issuers.TryGetValue(reserve.Amount.Instrument.ToString(), out var issuer)
            && issuer != default
            && names.Participants.TryGetValue(reserve.To.ToString(), out var holder)
            && holder.Jurisdiction != issuer
        )
        {
            amount.Fail(
                $"{reserve.Amount.Instrument} is issued only to participants of {issuer}; {reserve.To} is of {holder.Jurisdiction}"
            );
        }
    }
}
