using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Tests.Participants;

/// <summary>Every way in which the groups Participants, Policy and Fx refuse.</summary>
internal static class AdministrationRefusals
{
    private static readonly Lei Nobody = Lei.WithCheckDigits("NOBODY000000000000");
    private static readonly Party New = new("NEW", World.Country("CN"), Roles.Bank);

    private static readonly ParticipantKey Published = new(
        PublishedKeys.Derive("demo"u8, PublishedKeys.PerSeed - 1).PublicKey,
        Permissions.All,
        Timestamp.Never
    );

    public static IEnumerable<Scenario> All => [.. OfParticipants, .. OfSuspension, .. OfPolicy, .. OfOffers];

    private static IEnumerable<Scenario> OfParticipants =>
        [
            By(
                "CN",
                "admit",
                RefusalCode.JurisdictionUnknown,
                _ => new Admit(New.Terms() with { Jurisdiction = World.Country("FR") })
            ),
            By("HK", "admit", RefusalCode.NotAuthorised, _ => new Admit(New.Terms())),
            By("CN", "admit", RefusalCode.NotEntitled, _ => new Admit(New.Terms() with { Roles = Roles.Authority })),
            By("CN", "admit", RefusalCode.ParticipantExists, world => new Admit(world["CNA"].Terms())),
            By(
                "CN",
                "admit",
                RefusalCode.KeyInUse,
                world => new Admit(New.Terms() with { Keys = world["CNB"].Terms().Keys })
            ),
            By(
                "CN",
                "admit",
                RefusalCode.KeyPublished,
                _ => new Admit(New.Terms() with { Keys = new KeySet([Published], []) })
            ),
            By(
                "CN",
                "admit",
                RefusalCode.KeySetUnusable,
                _ => new Admit(New.Terms(Permissions.All, new Threshold(Permissions.Pay, 2)))
            ),
            By(
                "CN",
                "update_participant",
                RefusalCode.ParticipantUnknown,
                world => new UpdateParticipant(Nobody, world["CNA"].Bic, Roles.Bank)
            ),
            By(
                "CNA",
                "update_participant",
                RefusalCode.NotAuthorised,
                world => new UpdateParticipant(world["CNA"].Lei, world["CNA"].Bic, Roles.Bank)
            ),
            By(
                "CN",
                "update_participant",
                RefusalCode.NotEntitled,
                world => new UpdateParticipant(world["CNA"].Lei, world["CNA"].Bic, Roles.Authority)
            ),
            By("CN", "rotate_keys", RefusalCode.ParticipantUnknown, _ => new RotateKeys(Nobody, [], [], [])),
            By("HK", "rotate_keys", RefusalCode.NotAuthorised, world => new RotateKeys(world["CNA"].Lei, [], [], [])),
            By(
                "CNA",
                "rotate_keys",
                RefusalCode.KeyInUse,
                world => new RotateKeys(
                    world["CNA"].Lei,
                    [new ParticipantKey(world["CNB"].Key, Permissions.All, Timestamp.Never)],
                    [],
                    []
                )
            ),
            By(
                "CNA",
                "rotate_keys",
                RefusalCode.KeyPublished,
                world => new RotateKeys(world["CNA"].Lei, [Published], [], [])
            ),
            By(
                "CNA",
                "rotate_keys",
                RefusalCode.KeySetUnusable,
                world => new RotateKeys(world["CNA"].Lei, [], [world["CNA"].Key], [])
            ),
        ];

    private static IEnumerable<Scenario> OfSuspension =>
        [
            By(
                "CN",
                "suspend",
                RefusalCode.ParticipantUnknown,
                _ => new Suspend(new ParticipantSubject(Nobody), false)
            ),
            By(
                "CN",
                "suspend",
                RefusalCode.InstrumentUnknown,
                _ => new Suspend(new InstrumentSubject(World.Instrument("EUR")), false)
            ),
            By(
                "CN",
                "suspend",
                RefusalCode.JurisdictionUnknown,
                _ => new Suspend(new JurisdictionSubject(World.Country("FR")), false)
            ),
            By(
                "CN",
                "suspend",
                RefusalCode.NotAuthorised,
                _ => new Suspend(new JurisdictionSubject(World.Country("HK")), false)
            ),
            By(
                "CN",
                "suspend",
                RefusalCode.NotEntitled,
                _ => new Suspend(new CorridorSubject(new Corridor(World.Country("CN"), World.Country("CN"))), false)
            ),
        ];

    private static IEnumerable<Scenario> OfPolicy =>
        [
            By(
                "CN",
                "set_jurisdiction_policy",
                RefusalCode.JurisdictionUnknown,
                _ => new SetJurisdictionPolicy(World.Country("FR"), RulePolicy.Empty)
            ),
            By(
                "CN",
                "set_jurisdiction_policy",
                RefusalCode.NotAuthorised,
                _ => new SetJurisdictionPolicy(World.Country("HK"), RulePolicy.Empty)
            ),
            By(
                "CN",
                "set_instrument_policy",
                RefusalCode.InstrumentUnknown,
                _ => new SetInstrumentPolicy(World.Instrument("EUR"), RulePolicy.Empty)
            ),
            By(
                "CN",
                "set_instrument_policy",
                RefusalCode.NotAuthorised,
                _ => new SetInstrumentPolicy(World.Instrument("HKD"), RulePolicy.Empty)
            ),
            By(
                "CN",
                "attest",
                RefusalCode.ParticipantUnknown,
                world => new Attest(Nobody, "kind", Hash256.Zero, Timestamp.Never)
            ),
            By(
                "CN",
                "attest",
                RefusalCode.NotAuthorised,
                world => new Attest(world["CNA"].Lei, "kind", Hash256.Zero, Timestamp.Never)
            ),
            By(
                "CNA",
                "attest",
                RefusalCode.TimeOutOfRange,
                world => new Attest(world["CNA"].Lei, "kind", Hash256.Zero, world.Now)
            ),
            By(
                "CN",
                "revoke_attestation",
                RefusalCode.ParticipantUnknown,
                _ => new RevokeAttestation(Nobody, "kind", Hash256.Zero)
            ),
            By(
                "CN",
                "revoke_attestation",
                RefusalCode.NotAuthorised,
                world => new RevokeAttestation(world["CNA"].Lei, "kind", Hash256.Zero)
            ),
            By(
                "CNA",
                "revoke_attestation",
                RefusalCode.AttestationUnknown,
                world => new RevokeAttestation(world["CNA"].Lei, "kind", Hash256.Zero)
            ),
        ];

    private static IEnumerable<Scenario> OfOffers =>
        [
            By(
                "FX1",
                "post_offer",
                RefusalCode.AccountUnknown,
                world => Offer(world) with { Account = Party.AccountNamed("nobody") }
            ),
            By(
                "FX1",
                "post_offer",
                RefusalCode.AccountClosed,
                world =>
                {
                    world.Do([world["FX1"]], new CloseAccount(world["FX1"].Account));
                    return Offer(world);
                }
            ),
            By("FX2", "post_offer", RefusalCode.NotAuthorised, Offer),
            By(
                "FX1",
                "post_offer",
                RefusalCode.InstrumentUnknown,
                world => Offer(world) with { Buys = World.Instrument("EUR") }
            ),
            By(
                "FX1",
                "post_offer",
                RefusalCode.OfferExists,
                world =>
                {
                    world.Do([world["FX1"]], Offer(world));
                    return Offer(world);
                }
            ),
            By("FX1", "post_offer", RefusalCode.TimeOutOfRange, world => Offer(world) with { ExpiresAt = world.Now }),
            By("FX1", "withdraw_offer", RefusalCode.OfferUnknown, world => new WithdrawOffer(Party.OfferNamed("none"))),
            By(
                "FX2",
                "withdraw_offer",
                RefusalCode.NotAuthorised,
                world =>
                {
                    world.Do([world["FX1"]], Offer(world));
                    return new WithdrawOffer(Offer(world).Id);
                }
            ),
        ];

    private static PostOffer Offer(World world) => world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 100);

    private static Scenario By(string signer, string name, RefusalCode code, Func<World, Operation> operation) =>
        new(name, code, world => ([world[signer]], operation(world)));
}
