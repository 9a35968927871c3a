using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.EndToEnd.Tests;

/// <summary>Who signs, with which keys, and how many of them.</summary>
public sealed class KeyStories(WorldNode world) : StoryTests(world)
{
    [Theory, MemberData(nameof(Ways))]
    public async Task Two_people_sign_where_two_are_wanted(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.FourEyesBank("CN", "CNY 100.00"), await story.Bank("CN"));
        var settle = new PaymentTerms().ToSettle([Story.Leg(payer, payee, "CNY 60.00")], []);

        var alone = await story.Sign([new Signature(payer)], settle);
        Assert.Equal(new Verdict("refused", "NotAuthorised", "DS19"), alone);
        await story.Holds(payer, "CNY 100.00");

        var together = await story.Sign([new Signature(payer), new Signature(payer, KeyIndex: 1)], settle);
        await story.Stands(new Payment(settle.Uetr, settle.Terms, together), "SETTLED", payer, payee);
        await story.Holds(payer, "CNY 40.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_bank_changes_its_key_and_the_old_one_neither_pays_nor_reads(Way way)
    {
        var story = Through(way);
        var (bank, payee) = (await story.Bank("CN", "CNY 100.00"), await story.Bank("CN"));
        var before = await story.Pays(bank, payee, "CNY 10.00");
        using var key = SigningKey.Generate();
        var rotation = new RotateKeys(
            bank.Lei,
            [new ParticipantKey(key.PublicKey, Permissions.All, Timestamp.Never)],
            [bank.Key.PublicKey],
            []
        );

        Assert.Equal(Verdict.Applied, await story.Does(bank, rotation));

        await story.IsTurnedAway(bank, before.Uetr);
        var renewed = story.World.Renew(bank, key);
        var payment = await story.Pays(renewed, payee, "CNY 20.00");
        await story.Stands(payment, "SETTLED", renewed, payee);
        await story.Stands(before, "SETTLED", renewed, payee);
        await story.Holds(renewed, "CNY 70.00");
    }
}
