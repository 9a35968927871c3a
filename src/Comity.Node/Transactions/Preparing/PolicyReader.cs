using System.Globalization;
using Comity.Node.Rest;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Policies and attestations in their readable form, turned into those that are signed.</summary>
internal static class PolicyReader
{
    /// <summary>Reads one.</summary>
    public static Wire.Operation Read(Wire.Instruction instruction, FieldPath here)
    {
        switch (instruction.KindCase)
        {
            case Wire.Instruction.KindOneofCase.SetJurisdictionPolicy:
                var (byJurisdiction, there) = (instruction.SetJurisdictionPolicy, here.At("set_jurisdiction_policy"));
                return new()
                {
                    SetJurisdictionPolicy = new()
                    {
                        Jurisdiction = there.Jurisdiction(byJurisdiction.Jurisdiction, "jurisdiction"),
                        Policy = Policy(byJurisdiction.Rules, there),
                    },
                };
            case Wire.Instruction.KindOneofCase.SetInstrumentPolicy:
                var (byInstrument, place) = (instruction.SetInstrumentPolicy, here.At("set_instrument_policy"));
                return new()
                {
                    SetInstrumentPolicy = new()
                    {
                        Instrument = place.Instrument(byInstrument.Instrument, "instrument"),
                        Policy = Policy(byInstrument.Rules, place),
                    },
                };
            case Wire.Instruction.KindOneofCase.Attest:
                return new()
                {
                    Attest = new()
                    {
                        Attester = here.At("attest").Lei(instruction.Attest.Attester, "attester"),
                        Kind = instruction.Attest.Kind,
                        Subject = here.At("attest").Hash(instruction.Attest.Subject, "subject"),
                        ExpiresAt = instruction.Attest.ExpiresAt,
                    },
                };
            default:
                var (revoke, at) = (instruction.RevokeAttestation, here.At("revoke_attestation"));
                return new()
                {
                    RevokeAttestation = new()
                    {
                        Attester = at.Lei(revoke.Attester, "attester"),
                        Kind = revoke.Kind,
                        Subject = at.Hash(revoke.Subject, "subject"),
                    },
                };
        }
    }

    private static Wire.Policy Policy(IEnumerable<Wire.RuleView> rules, FieldPath here) =>
        new() { Rules = { here.Each(rules, "rules", Rule) } };

    private static Wire.Rule Rule(Wire.RuleView rule, FieldPath here)
    {
        var wire = new Wire.Rule { Id = rule.Id, Scope = Scope(rule.Scope) };
        switch (rule.KindCase)
        {
            case Wire.RuleView.KindOneofCase.Holder:
                wire.Holder = new()
                {
                    Roles = { rule.Holder.Roles.Select(ParticipantReader.Role) },
                    Jurisdictions = { rule.Holder.Jurisdictions },
                };
                break;
            case Wire.RuleView.KindOneofCase.LargestAmount:
                wire.LargestAmount = new() { Units = Bound(rule.LargestAmount, here.At("largest_amount")) };
                break;
            case Wire.RuleView.KindOneofCase.BalanceCap:
                wire.BalanceCap = new() { Units = Bound(rule.BalanceCap, here.At("balance_cap")) };
                break;
            case Wire.RuleView.KindOneofCase.RollingLimit:
                var limit = here.At("rolling_limit");
                wire.RollingLimit = new()
                {
                    Units = Bound(rule.RollingLimit.Bound ?? throw limit.Missing("bound"), limit.At("bound")),
                    WindowSeconds = rule.RollingLimit.WindowSeconds,
                    Subject = (Wire.LimitSubject)(int)rule.RollingLimit.Subject,
                };
                break;
            case Wire.RuleView.KindOneofCase.Purpose:
                wire.Purpose = new() { Codes = { rule.Purpose.Codes } };
                break;
            case Wire.RuleView.KindOneofCase.Attestation:
                wire.Attestation = new()
                {
                    Kind = rule.Attestation.Kind,
                    Attesters = { rule.Attestation.Attesters },
                    Subject = (Wire.AttestationSubject)(int)rule.Attestation.Subject,
                };
                break;
            case Wire.RuleView.KindOneofCase.ApprovalAbove:
                wire.Approval = new() { Above = Bound(rule.ApprovalAbove, here.At("approval_above")) };
                break;
            default:
                throw here.Fault("states no kind of rule");
        }

        return wire;
    }

    private static Wire.Scope Scope(Wire.RuleView.Types.Scope? scope) =>
        scope is null
            ? new()
            : new()
            {
                Instruments = { scope.Instruments },
                DebtorJurisdictions = { scope.DebtorJurisdictions },
                CreditorJurisdictions = { scope.CreditorJurisdictions },
                CrossBorderOnly = scope.CrossBorderOnly,
            };

    private static Wire.Units Bound(Wire.RuleView.Types.Bound bound, FieldPath here) =>
        UInt128.TryParse(bound.MinorUnits, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            ? units.ToWire()
            : throw here.At("minor_units")
                .Fault($"is '{FieldShape.Shown(bound.MinorUnits)}'; an integer from 0 to 2^128 - 1 is needed");
}
