using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;

namespace Comity.Protocol.Policies;

/// <summary>One rule of a policy. One of the kinds below.</summary>
/// <param name="Id">The owner's name for it, unique in the policy.</param>
/// <param name="Scope">Which legs it looks at.</param>
public abstract record Rule(string Id, RuleScope Scope)
{
    internal static Rule Read(Wire.Rule wire, WireReader reader)
    {
        var id = reader.Text(wire.Id, "id", 1, 35);
        var scope = RuleScope.Read(wire.Scope, reader);
        switch (wire.KindCase)
        {
            case Wire.Rule.KindOneofCase.Holder:
                return new HolderRule(
                    id,
                    scope,
                    reader.Roles(wire.Holder.Roles, "holder.roles"),
                    reader.List(
                        wire.Holder.Jurisdictions,
                        "holder.jurisdictions",
                        0,
                        64,
                        static (c, reader) => reader.Country(c, "")
                    )
                );
            case Wire.Rule.KindOneofCase.LargestAmount:
                return new LargestAmountRule(id, scope, WireReader.OptionalUnits(wire.LargestAmount.Units));
            case Wire.Rule.KindOneofCase.BalanceCap:
                return new BalanceCapRule(id, scope, WireReader.OptionalUnits(wire.BalanceCap.Units));
            case Wire.Rule.KindOneofCase.RollingLimit:
                return RollingLimitRule.Read(id, scope, wire.RollingLimit, reader);
            case Wire.Rule.KindOneofCase.Purpose:
                return new PurposeRule(
                    id,
                    scope,
                    reader.List(
                        wire.Purpose.Codes,
                        "purpose.codes",
                        1,
                        512,
                        static (code, reader) => reader.OptionalCode(code, "")
                    )
                );
            case Wire.Rule.KindOneofCase.Attestation:
                return AttestationRule.Read(id, scope, wire.Attestation, reader);
            case Wire.Rule.KindOneofCase.Approval:
                return new ApprovalRule(id, scope, WireReader.OptionalUnits(wire.Approval.Above));
            default:
                reader.Fail("kind", "is no kind of rule");
                return new LargestAmountRule(id, scope, 0);
        }
    }

    internal Wire.Rule ToWire()
    {
        var wire = new Wire.Rule { Id = Id, Scope = Scope.ToWire() };
        FillWire(wire);
        return wire;
    }

    private protected abstract void FillWire(Wire.Rule wire);
}

/// <summary>Who may receive the instrument.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Roles">One of these roles; none means any.</param>
/// <param name="Jurisdictions">In one of these jurisdictions; empty means any.</param>
public sealed record HolderRule(string Id, RuleScope Scope, Roles Roles, ImmutableArray<CountryCode> Jurisdictions)
    : Rule(Id, Scope)
{
    private protected override void FillWire(Wire.Rule wire) =>
        wire.Holder = new Wire.HolderRule
        {
            Roles = { Roles.ToWire() },
            Jurisdictions = { Jurisdictions.Select(static value => value.ToString()) },
        };
}

/// <summary>No single leg above an amount.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Units">The most, in minor units.</param>
public sealed record LargestAmountRule(string Id, RuleScope Scope, UInt128 Units) : Rule(Id, Scope)
{
    private protected override void FillWire(Wire.Rule wire) =>
        wire.LargestAmount = new Wire.LargestAmountRule { Units = Units.ToWire() };
}

/// <summary>No account holds more than an amount after a settlement that credits it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Units">The most, available and held together, in minor units.</param>
public sealed record BalanceCapRule(string Id, RuleScope Scope, UInt128 Units) : Rule(Id, Scope)
{
    private protected override void FillWire(Wire.Rule wire) =>
        wire.BalanceCap = new Wire.BalanceCapRule { Units = Units.ToWire() };
}

/// <summary>Whose payments a rolling limit adds up.</summary>
public enum LimitSubject
{
    /// <summary>Each debtor's on its own.</summary>
    Debtor = 1,

    /// <summary>Each ordered pair of jurisdictions on its own.</summary>
    Corridor = 2,
}

/// <summary>No more than an amount of one instrument in any span of a length.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Units">The most, in minor units.</param>
/// <param name="WindowSeconds">The span: 16 seconds to 400 days.</param>
/// <param name="Subject">Whose payments are added up.</param>
public sealed record RollingLimitRule(
    string Id,
    RuleScope Scope,
    UInt128 Units,
    ulong WindowSeconds,
    LimitSubject Subject
) : Rule(Id, Scope)
{
    private const ulong Longest = 400UL * 24 * 60 * 60;

    internal static RollingLimitRule Read(string id, RuleScope scope, Wire.RollingLimitRule wire, WireReader reader)
    {
        reader.Require(
            wire.WindowSeconds is >= 16 and <= Longest,
            "rolling_limit.window_seconds",
            $"is {wire.WindowSeconds}; 16 to {Longest} are allowed"
        );
        reader.Require(
            wire.Subject is Wire.LimitSubject.Debtor or Wire.LimitSubject.Corridor,
            "rolling_limit.subject",
            "is neither debtor nor corridor"
        );
        return new(
            id,
            scope,
            WireReader.OptionalUnits(wire.Units),
            wire.WindowSeconds,
            (LimitSubject)(int)wire.Subject
        );
    }

    private protected override void FillWire(Wire.Rule wire) =>
        wire.RollingLimit = new Wire.RollingLimitRule
        {
            Units = Units.ToWire(),
            WindowSeconds = WindowSeconds,
            Subject = (Wire.LimitSubject)(int)Subject,
        };
}

/// <summary>Only some purposes.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Codes">ISO 20022 external purpose codes; the empty code stands for no purpose stated.</param>
public sealed record PurposeRule(string Id, RuleScope Scope, ImmutableArray<string> Codes) : Rule(Id, Scope)
{
    private protected override void FillWire(Wire.Rule wire) =>
        wire.Purpose = new Wire.PurposeRule { Codes = { Codes } };
}

/// <summary>What an attestation must be about.</summary>
public enum AttestationSubject
{
    /// <summary>The settlement: its terms.</summary>
    Settlement = 1,

    /// <summary>The debtor's account: SHA-256 of its 20 bytes.</summary>
    DebtorAccount = 2,

    /// <summary>The creditor's account: SHA-256 of its 20 bytes.</summary>
    CreditorAccount = 3,
}

/// <summary>A live attestation must stand.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Kind">What is claimed.</param>
/// <param name="Attesters">By one of these; at least one.</param>
/// <param name="Subject">Of what.</param>
public sealed record AttestationRule(
    string Id,
    RuleScope Scope,
    string Kind,
    ImmutableArray<Lei> Attesters,
    AttestationSubject Subject
) : Rule(Id, Scope)
{
    internal static AttestationRule Read(string id, RuleScope scope, Wire.AttestationRule wire, WireReader reader)
    {
        reader.Require(
            wire.Subject is > Wire.AttestationSubject.Unspecified and <= Wire.AttestationSubject.CreditorAccount,
            "attestation.subject",
            "is none of settlement, debtor account, creditor account"
        );
        return new(
            id,
            scope,
            reader.Text(wire.Kind, "attestation.kind", 1, 35),
            reader.List(wire.Attesters, "attestation.attesters", 1, 64, static (lei, reader) => reader.Lei(lei, "")),
            (AttestationSubject)(int)wire.Subject
        );
    }

    private protected override void FillWire(Wire.Rule wire) =>
        wire.Attestation = new Wire.AttestationRule
        {
            Kind = Kind,
            Attesters = { Attesters.Select(static value => value.ToString()) },
            Subject = (Wire.AttestationSubject)(int)Subject,
        };
}

/// <summary>A leg above an amount needs the approval of the authority that owns the rule.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scope">Its legs.</param>
/// <param name="Above">In minor units.</param>
public sealed record ApprovalRule(string Id, RuleScope Scope, UInt128 Above) : Rule(Id, Scope)
{
    private protected override void FillWire(Wire.Rule wire) =>
        wire.Approval = new Wire.ApprovalRule { Above = Above.ToWire() };
}
