using System.Globalization;
using Comity.Node.Views;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>What an operation does, in one sentence, from the bytes that are signed.</summary>
internal static class OperationSentences
{
    /// <summary>The sentence of an operation.</summary>
    public static string Of(Wire.Operation operation, Decimals decimals) =>
        operation.KindCase switch
        {
            Wire.Operation.KindOneofCase.Issue =>
                $"Issue {Amount(operation.Issue.Instrument, operation.Issue.Units, decimals)} to {PlainText.Account(operation.Issue.Account)}.",
            Wire.Operation.KindOneofCase.Redeem =>
                $"Redeem {Amount(operation.Redeem.Instrument, operation.Redeem.Units, decimals)} from {PlainText.Account(operation.Redeem.Account)}.",
            Wire.Operation.KindOneofCase.Settle => Settle(operation.Settle, decimals),
            Wire.Operation.KindOneofCase.Authorise =>
                $"Authorise settlement {PlainText.Uetr(operation.Authorise.Uetr)} with the terms {PlainText.Hex(operation.Authorise.Terms)}.",
            Wire.Operation.KindOneofCase.Fulfil =>
                $"Show a hash lock's preimage for settlement {PlainText.Uetr(operation.Fulfil.Uetr)}.",
            Wire.Operation.KindOneofCase.Cancel => $"Take settlement {PlainText.Uetr(operation.Cancel.Uetr)} back.",
            Wire.Operation.KindOneofCase.PostOffer => PostOffer(operation.PostOffer, decimals),
            Wire.Operation.KindOneofCase.WithdrawOffer =>
                $"Withdraw offer {PlainText.Hex(operation.WithdrawOffer.Id)}.",
            _ => Administration(operation, decimals),
        };

    private static string Administration(Wire.Operation operation, Decimals decimals) =>
        operation.KindCase switch
        {
            Wire.Operation.KindOneofCase.OpenAccount =>
                $"Open account {PlainText.Account(operation.OpenAccount.Account)} of {operation.OpenAccount.Owner}.",
            Wire.Operation.KindOneofCase.CloseAccount =>
                $"Close account {PlainText.Account(operation.CloseAccount.Account)}.",
            Wire.Operation.KindOneofCase.FreezeAccount =>
                $"Freeze account {PlainText.Account(operation.FreezeAccount.Account)}: {operation.FreezeAccount.Ground}.",
            Wire.Operation.KindOneofCase.ReleaseAccount =>
                $"Release account {PlainText.Account(operation.ReleaseAccount.Account)}.",
            Wire.Operation.KindOneofCase.Seize =>
                $"Seize {Leg(operation.Seize.Leg, decimals)}: {operation.Seize.Ground}.",
            Wire.Operation.KindOneofCase.Admit =>
                $"Admit {operation.Admit.Participant.Lei} ({operation.Admit.Participant.Bic}) in {operation.Admit.Participant.Jurisdiction}.",
            Wire.Operation.KindOneofCase.UpdateParticipant =>
                $"Update {operation.UpdateParticipant.Lei}: its BIC is {operation.UpdateParticipant.Bic}, and its roles are replaced.",
            Wire.Operation.KindOneofCase.RotateKeys =>
                $"Set {operation.RotateKeys.Set.Count} and remove {operation.RotateKeys.Remove.Count} keys of {operation.RotateKeys.Lei}.",
            Wire.Operation.KindOneofCase.Suspend => Suspend(operation.Suspend),
            Wire.Operation.KindOneofCase.SetJurisdictionPolicy =>
                $"Replace the policy of {operation.SetJurisdictionPolicy.Jurisdiction}: {Rules(operation.SetJurisdictionPolicy.Policy, decimals)}",
            Wire.Operation.KindOneofCase.SetInstrumentPolicy =>
                $"Replace the policy of {operation.SetInstrumentPolicy.Instrument}: {Rules(operation.SetInstrumentPolicy.Policy, decimals)}",
            Wire.Operation.KindOneofCase.Attest =>
                $"Attest '{operation.Attest.Kind}' of {PlainText.Hex(operation.Attest.Subject)} as {operation.Attest.Attester}.",
            Wire.Operation.KindOneofCase.RevokeAttestation =>
                $"Revoke the attestation '{operation.RevokeAttestation.Kind}' of {PlainText.Hex(operation.RevokeAttestation.Subject)} by {operation.RevokeAttestation.Attester}.",
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.KindCase, "No kind of operation."),
        };

    private static string Settle(Wire.Settle settle, Decimals decimals)
    {
        var parts = settle.Legs.Select(leg => Leg(leg, decimals)).Concat(settle.Exchanges.Select(Exchange));
        var when = settle.Queue is { } queue
            ? $"waiting until {new Timestamp(queue.ExpiresAt)} if it must{(queue.Reserve ? ", with funds held" : "")}"
            : "now or not at all";
        var conditions = settle.Conditions.Count == 0 ? "" : $", under {settle.Conditions.Count} conditions";
        return $"Settle {PlainText.Uetr(settle.Uetr)}, {when}{conditions}: {string.Join("; ", parts)}.";
    }

    private static string Leg(Wire.Leg leg, Decimals decimals) =>
        $"{Amount(leg.Instrument, leg.Units, decimals)} from {PlainText.Account(leg.From)} to {PlainText.Account(leg.To)}";

    // The offers say which instruments these are, and the bytes name only the offers.
    private static string Exchange(Wire.Exchange exchange)
    {
        var pays = exchange.AmountCase == Wire.Exchange.AmountOneofCase.Pay;
        var (exact, bound) = pays
            ? ($"exactly {Minor(exchange.Pay)} minor units", $"at least {Minor(exchange.Limit)} minor units")
            : ($"at most {Minor(exchange.Limit)} minor units", $"exactly {Minor(exchange.Receive)} minor units");
        var offers = string.Join(", ", exchange.Offers.Select(PlainText.Hex));
        return $"{PlainText.Account(exchange.Payer)} pays {exact} and {PlainText.Account(exchange.Payee)} receives {bound} through the offers {offers}";
    }

    private static string PostOffer(Wire.PostOffer offer, Decimals decimals) =>
        $"Offer {PlainText.Hex(offer.Id)}: sell up to {Amount(offer.Sells, offer.Capacity, decimals)} from {PlainText.Account(offer.Account)}, "
        + $"{offer.Rate.Numerator} minor units of {offer.Sells} for each {offer.Rate.Denominator} of {offer.Buys}, "
        + $"until {new Timestamp(offer.ExpiresAt)}.";

    private static string Suspend(Wire.Suspend suspend)
    {
        var subject = suspend.SubjectCase switch
        {
            Wire.Suspend.SubjectOneofCase.Participant => $"participant {suspend.Participant}",
            Wire.Suspend.SubjectOneofCase.Instrument => $"instrument {suspend.Instrument}",
            Wire.Suspend.SubjectOneofCase.Corridor => $"corridor {suspend.Corridor.From} to {suspend.Corridor.To}",
            _ => $"jurisdiction {suspend.Jurisdiction}",
        };
        return $"{(suspend.Lifted ? "Resume" : "Suspend")} {subject}.";
    }

    private static string Rules(Wire.Policy policy, Decimals decimals) =>
        policy.Rules.Count == 0
            ? "no rules."
            : string.Join(" ", RuleViews.Rules(policy, decimals).Select(static rule => $"[{rule.Id}] {rule.Sentence}"));

    private static string Amount(string instrument, Wire.Units units, Decimals decimals)
    {
        // Bytes that somebody else made may name anything.
        if (!decimals.TryGet(instrument, out _))
        {
            return $"{Minor(units)} minor units of {instrument}, which is no instrument of this network";
        }

        var amount = decimals.Amount(instrument, units);
        return $"{amount.Instrument} {amount.Value}";
    }

    private static string Minor(Wire.Units units) => units.ToUnits().ToString(CultureInfo.InvariantCulture);
}
