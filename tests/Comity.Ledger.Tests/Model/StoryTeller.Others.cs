using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class StoryTeller
{
    private Operation NextOperation(List<PublicKey> signers) =>
        _random.Next(100) switch
        {
            < 28 => NextSettle(signers, waits: false),
            < 52 => NextSettle(signers, waits: true),
            < 60 => NextAuthorise(signers),
            < 65 => NextFulfil(signers),
            < 69 => NextCancel(signers),
            < 75 => NextOffer(signers),
            < 77 => NextWithdrawal(signers),
            < 82 => NextIssue(signers),
            < 84 => NextRedeem(signers),
            < 89 => NextAccount(signers),
            < 92 => NextAttestation(signers),
            < 95 => NextSuspension(signers),
            < 98 => NextPolicy(signers),
            _ => NextParticipant(signers),
        };

    private Issue NextIssue(List<PublicKey> signers)
    {
        var home = Any(_accounts);
        var currency = Chance(90)
            ? World.CurrencyOf(_parties.Single(party => party.Name == home).Jurisdiction.ToString())
            : AnyCurrency();
        var issue = new Issue(
            currency,
            Chance(90) ? Party.AccountNamed(home) : AnyAccount(),
            Chance(1) ? UInt128.One << 101 : Units(150),
            AnyReference()
        );
        Sign(signers, _state.Instruments.GetValueOrDefault(issue.Instrument)?.Issuer);
        return issue;
    }

    private Redeem NextRedeem(List<PublicKey> signers)
    {
        var home = Any(_accounts);
        var currency = Chance(90)
            ? World.CurrencyOf(_parties.Single(party => party.Name == home).Jurisdiction.ToString())
            : AnyCurrency();
        var redeem = new Redeem(
            currency,
            Chance(90) ? Party.AccountNamed(home) : AnyAccount(),
            Units(),
            AnyReference()
        );
        Sign(signers, _state.Instruments.GetValueOrDefault(redeem.Instrument)?.Issuer);
        Sign(signers, OwnerOf(redeem.Account));
        return redeem;
    }

    private string AnyReference() => Chance(5) ? $"twice {_random.Next(3)}" : $"story {++_names}";

    private Operation NextAccount(List<PublicKey> signers)
    {
        var account = AnyAccount();
        var kind = _random.Next(10);
        switch (kind)
        {
            case 0 or 1:
                var name = Any(["X0", "X1", "X2", "X3"]);
                var owner = AnyParty();
                Sign(signers, owner.Lei);
                return new OpenAccount(Party.AccountNamed(name), Chance(2) ? UnknownLei : owner.Lei);
            case 2:
                account = Chance(97) ? Party.AccountNamed(Any(["X0", "X1", "X2", "X3"])) : account;
                Sign(signers, OwnerOf(account));
                return new CloseAccount(account);
            case 3:
                Sign(signers, AuthorityOver(account));
                return new FreezeAccount(account, "order");
            case 4 or 5:
                var leg = NextLeg();
                var frozen = Frozen();
                if (frozen.Count > 0 && Chance(80) && frozen[0] != leg.To)
                {
                    leg = leg with { From = frozen[0] };
                }

                Sign(signers, AuthorityOver(leg.From));
                return new Seize(Party.UetrNamed($"story {++_names}"), leg, "order");
            default:
                account = Frozen().FirstOrDefault();
                account = account == default || Chance(10) ? AnyAccount() : account;
                Sign(signers, AuthorityOver(account));
                return new ReleaseAccount(account);
        }
    }

    private List<AccountAddress> Frozen() =>
        [
            .. _state
                .Accounts.Where(pair => pair.Value.Status == ModelAccountStatus.Frozen)
                .Select(pair => pair.Key)
                .Order(),
        ];

    private static Lei UnknownLei { get; } = Lei.WithCheckDigits("NOBODY000000000000");

    private Operation NextAttestation(List<PublicKey> signers)
    {
        var attester = Chance(2) ? UnknownLei : AnyParty().Lei;
        Sign(signers, attester);
        return Chance(70)
            ? new Attest(attester, "shipped", AnySubject(), Chance(50) ? Timestamp.Never : Soon())
            : new RevokeAttestation(attester, "shipped", AnySubject());
    }

    private Suspend NextSuspension(List<PublicKey> signers)
    {
        var lifted = Chance(92);
        switch (_random.Next(4))
        {
            case 0:
                var party = AnyParty();
                Sign(signers, AuthorityOf(party.Jurisdiction));
                return new Suspend(new ParticipantSubject(Chance(2) ? UnknownLei : party.Lei), lifted);
            case 1:
                var instrument = AnyCurrency();
                Sign(signers, _state.Instruments.GetValueOrDefault(instrument)?.Issuer);
                return new Suspend(new InstrumentSubject(instrument), lifted);
            case 2:
                var corridor = new Corridor(AnyCountry(), AnyCountry());
                Sign(signers, AuthorityOf(Chance(50) ? corridor.From : corridor.To));
                return new Suspend(new CorridorSubject(corridor), lifted);
            default:
                var code = AnyCountry();
                Sign(signers, AuthorityOf(code));
                return new Suspend(new JurisdictionSubject(code), lifted);
        }
    }

    private Operation NextPolicy(List<PublicKey> signers)
    {
        var policy = Chance(55) ? RulePolicy.Empty : new RulePolicy(NextRules());
        if (Chance(50))
        {
            var code = AnyCountry();
            Sign(signers, AuthorityOf(code));
            return new SetJurisdictionPolicy(code, policy);
        }

        var instrument = AnyCurrency();
        Sign(signers, _state.Instruments.GetValueOrDefault(instrument)?.Issuer);
        return new SetInstrumentPolicy(instrument, policy);
    }

    private ImmutableArray<Rule> NextRules() =>
        [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => NextRule()).DistinctBy(rule => rule.Id)];

    private Rule NextRule()
    {
        var scope = Chance(40)
            ? RuleScope.Any
            : new RuleScope(
                Chance(50) ? [AnyCurrency()] : [],
                Chance(30) ? [AnyCountry(), AnyCountry()] : [],
                Chance(30) ? [AnyCountry()] : [],
                Chance(20)
            );
        return _random.Next(8) switch
        {
            0 => new HolderRule(
                "holder",
                scope,
                Chance(50) ? Roles.Bank | Roles.FxProvider : Roles.None,
                Chance(50) ? [AnyCountry(), AnyCountry(), AnyCountry()] : []
            ),
            1 => new LargestAmountRule("largest", scope, Units(300)),
            2 => new BalanceCapRule("cap", scope, Units(1_500)),
            3 => new RollingLimitRule("by debtor", scope, Units(600), 16, LimitSubject.Debtor),
            4 => new RollingLimitRule("by corridor", scope, Units(600), 40, LimitSubject.Corridor),
            5 => new PurposeRule("purpose", scope, Chance(50) ? ["SALA"] : ["", "TAXS"]),
            6 => new AttestationRule(
                "attested",
                scope,
                "shipped",
                [AnyParty().Lei, AnyParty().Lei],
                (AttestationSubject)_random.Next(1, 4)
            ),
            _ => new ApprovalRule("approved", scope, Units(300)),
        };
    }

    private Operation NextParticipant(List<PublicKey> signers)
    {
        var party = AnyParty();
        switch (_random.Next(4))
        {
            case 0:
                var admitted = Chance(20)
                    ? party
                    : new Party($"NEW{_random.Next(6)}", AnyCountry(), Roles.Custodian, 2);
                Sign(signers, AuthorityOf(admitted.Jurisdiction));
                return new Admit(admitted.Terms());
            case 1:
                Sign(signers, AuthorityOf(party.Jurisdiction));
                var roles = party.Roles ^ (Chance(50) ? Roles.Custodian : Roles.None);
                return new UpdateParticipant(
                    party.Lei,
                    party.Bic,
                    Chance(5) ? (roles ^ Roles.Authority) | Roles.Supervisor : roles
                );
            default:
                Sign(signers, Chance(60) ? party.Lei : AuthorityOf(party.Jurisdiction));
                return NextRotation(party);
        }
    }

    private RotateKeys NextRotation(Party party)
    {
        var keys = _state.Participants[party.Lei].Terms.Keys.Keys;
        var until = Chance(20) ? Soon(60) : Timestamp.Never;
        var permissions = Chance(90) ? Permissions.All : Permissions.Pay | Permissions.Keys;
        var fresh = Party.KeyNamed(Chance(3) ? "CNA/0" : $"story {++_names}");
        return new RotateKeys(
            party.Lei,
            [new ParticipantKey(fresh, permissions, until)],
            Chance(60) ? [Any(keys).PublicKey] : [],
            Chance(20) ? [new Threshold(Permissions.Pay, _random.Next(1, 3))] : []
        );
    }
}
