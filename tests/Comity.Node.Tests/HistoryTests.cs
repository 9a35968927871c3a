using System.Text.Json;
using Comity.Node.ReadModel;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Testing;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class HistoryTests
{
    [Fact]
    public async Task A_banks_history_is_told_newest_first_over_gRPC_and_REST_page_by_page()
    {
        await using var node = await RunningNode.StartFunded();
        var bank = node.World.Banks[0];
        var uetrs = new List<Uetr>();
        for (var payment = 0; payment < 7; payment++)
        {
            uetrs.Add(await node.Pay((ulong)(100 + payment)));
        }

        var lines = new List<Wire.HistoryLine>();
        var cursor = string.Empty;
        do
        {
            var page = await node.Client.History.ListAccountHistoryAsync(
                new()
                {
                    Account = bank.Account.ToString(),
                    PageSize = 3,
                    Cursor = cursor,
                }
            );
            lines.AddRange(page.Lines);
            cursor = page.NextCursor;
        } while (cursor.Length > 0);

        using var rest = JsonDocument.Parse(
            await node.Rest.GetStringAsync(
                new Uri($"/v1/accounts/{bank.Account}/history?page_size=1000", UriKind.Relative),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(
            Enumerable.Reverse(uetrs).Select(static uetr => uetr.ToString()),
            lines.Take(7).Select(static line => line.Uetr)
        );
        Assert.Equal("1.06", lines[0].Amount.Value);
        Assert.Equal(Wire.HistoryLine.Types.Kind.Debited, lines[0].Kind);
        Assert.Equal(node.World.Banks[1].Account.ToString(), lines[0].Counterparty);
        Assert.Equal(Wire.HistoryLine.Types.Kind.Issued, lines[^1].Kind);
        Assert.Equal($"reserve {bank.Lei}", lines[^1].Reference);
        Assert.False(lines[^1].HasUetr);
        Assert.Equal(
            lines.Select(static line => line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            rest.RootElement.GetProperty("lines")
                .EnumerateArray()
                .Select(static line => line.GetProperty("number").ToString())
        );
    }

    [Fact]
    public async Task Each_sees_its_own_history_its_authority_too_and_others_only_what_goes_between_them()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var with = await node.Pay(1, from: 0, to: 1);
        var without = await node.Pay(2, from: 0, to: 2);
        var history = new Wire.ListAccountHistoryRequest { Account = world.Banks[0].Account.ToString() };
        var settlements = new Wire.ListParticipantSettlementsRequest { Participant = world.Banks[0].Lei.ToString() };

        var overseen = await node.As(world.Authorities[0]).History.ListAccountHistoryAsync(history);
        var issued = await node.As(world.Authorities[0])
            .History.ListAccountHistoryAsync(new() { Account = world.Banks[2].Account.ToString(), Instrument = "CNY" });
        var hidden = await Refused(node.As(world.Banks[1]).History.ListAccountHistoryAsync(history));
        var unknown = await Refused(
            node.Client.History.ListAccountHistoryAsync(new() { Account = AccountAddress.Random().ToString() })
        );
        var own = await node.Client.History.ListParticipantSettlementsAsync(settlements);
        var between = await node.As(world.Banks[1]).History.ListParticipantSettlementsAsync(settlements);
        var nothing = await node.As(world.Banks[3]).History.ListParticipantSettlementsAsync(settlements);
        settlements.Counterparty = world.Banks[2].Lei.ToString();
        var others = await node.As(world.Banks[1]).History.ListParticipantSettlementsAsync(settlements);

        Assert.Equal(3, overseen.Lines.Count);
        Assert.Equal(without.ToString(), Assert.Single(issued.Lines).Uetr);
        Assert.Equal(StatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Equal([without.ToString(), with.ToString()], own.Settlements.Select(static it => it.Uetr));
        Assert.Equal(with.ToString(), Assert.Single(between.Settlements).Uetr);
        Assert.Empty(nothing.Settlements);
        Assert.Empty(others.Settlements);
    }

    [Fact]
    public async Task Settlements_are_filtered_by_state_counterparty_instrument_and_time()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        await node.Pay(1, from: 0, to: 1);
        var second = await node.Pay(2, from: 0, to: 2);
        var request = new Wire.ListParticipantSettlementsRequest { Participant = world.Banks[0].Lei.ToString() };
        var all = await node.Client.History.ListParticipantSettlementsAsync(request);

        async Task<IEnumerable<string>> Ask(Action<Wire.ListParticipantSettlementsRequest> change)
        {
            var changed = request.Clone();
            change(changed);
            var answer = await node.Client.History.ListParticipantSettlementsAsync(changed);
            return answer.Settlements.Select(static it => it.Uetr);
        }

        Assert.Equal([second.ToString()], await Ask(it => it.Counterparty = world.Banks[2].Lei.ToString()));
        Assert.Empty(await Ask(static it => it.State = Wire.SettlementInfo.Types.State.Waiting));
        Assert.Equal(2, (await Ask(static it => it.State = Wire.SettlementInfo.Types.State.Settled)).Count());
        Assert.Empty(await Ask(static it => it.Instrument = "HKD"));
        Assert.Empty(await Ask(it => it.FromTime = all.Settlements[0].OpenedAt + 1));
        Assert.Equal(2, (await Ask(it => it.ToTime = all.Settlements[0].OpenedAt + 1)).Count());
        var fault = await Refused(
            node.Client.History.ListParticipantSettlementsAsync(
                new()
                {
                    Participant = request.Participant,
                    FromTime = 5,
                    ToTime = 5,
                }
            )
        );
        Assert.Equal("to_time is 5, which is not after from_time, 5.", fault.Status.Detail);
    }

    [Fact]
    public async Task What_happened_to_accounts_participants_offers_and_policies_is_told()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var (bank, authority) = (world.Banks[0], world.Authorities[0]);
        var offer = new PostOffer
        {
            Id = OfferId.Random(),
            Account = bank.Account,
            Sells = world.Currencies[0],
            Buys = world.Currencies[1],
            Rate = new(9, 10),
            Capacity = 500,
            ExpiresAt = world.Now.Plus(60_000),
        };
        await node.Submit(world.Sign(bank, offer), world.Sign(bank, new WithdrawOffer(offer.Id)));
        await node.Submit(world.Sign(authority, new FreezeAccount(bank.Account, "order 7")));

        var account = await node.Client.History.ListAccountEventsAsync(new() { Account = bank.Account.ToString() });
        var participant = await node.Client.History.ListParticipantEventsAsync(
            new() { Participant = bank.Lei.ToString() }
        );
        var offers = await node.Client.History.ListOfferEventsAsync(new() { Offer = offer.Id.ToString() });
        var jurisdiction = await node.Client.History.ListJurisdictionPolicyChangesAsync(new() { Jurisdiction = "CN" });
        var instrument = await node.Client.History.ListInstrumentPolicyChangesAsync(new() { Instrument = "CNY" });
        var hidden = await node.As(world.Banks[3])
            .History.ListAccountEventsAsync(new() { Account = bank.Account.ToString() });

        Assert.Equal(
            [Wire.EventView.Types.Kind.AccountFrozen, Wire.EventView.Types.Kind.AccountOpened],
            account.Events.Select(static it => it.Kind)
        );
        Assert.Equal("order 7", account.Events[0].Reason);
        Assert.Equal(Wire.EventView.Types.Kind.ParticipantAdmitted, Assert.Single(participant.Events).Kind);
        Assert.Equal(
            [Wire.EventView.Types.Kind.OfferWithdrawn, Wire.EventView.Types.Kind.OfferPosted],
            offers.Events.Select(static it => it.Kind)
        );
        Assert.Empty(jurisdiction.Events);
        Assert.Empty(instrument.Events);
        Assert.Empty(hidden.Events);
    }

    [Fact]
    public async Task A_cursor_that_is_made_up_cut_or_another_questions_is_refused_as_such()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(1);
        await node.Pay(1);
        var request = new Wire.ListAccountHistoryRequest
        {
            Account = node.World.Banks[0].Account.ToString(),
            PageSize = 1,
        };
        var cursor = (await node.Client.History.ListAccountHistoryAsync(request)).NextCursor;
        Assert.NotEmpty(cursor);
        var random = new Random(5);
        var bad = Enumerable
            .Range(1, cursor.Length - 1)
            .Select(length => cursor[..length])
            .Concat(Enumerable.Range(0, 200).Select(_ => Garbage(random)))
            .Concat(Enumerable.Range(0, cursor.Length).Select(at => Changed(cursor, at)));
        foreach (var text in bad)
        {
            var fault = await Refused(node.Client.History.ListAccountHistoryAsync(new(request) { Cursor = text }));
            Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
            Assert.StartsWith(
                "cursor is not one that this network gave",
                fault.Status.Detail,
                StringComparison.Ordinal
            );
        }

        foreach (
            var other in (Wire.ListAccountHistoryRequest[])
                [
                    new(request) { Instrument = "CNY", Cursor = cursor },
                    new(request) { FromTime = 1, Cursor = cursor },
                    new(request) { Account = node.World.Banks[1].Account.ToString(), Cursor = cursor },
                ]
        )
        {
            var fault = await Refused(node.As(Owner(node.World, other.Account)).History.ListAccountHistoryAsync(other));
            Assert.StartsWith("cursor belongs to another list", fault.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_read_model_histories_are_refused_as_not_kept()
    {
        await using var node = await RunningNode.StartFunded(static options =>
            options with
            {
                ReadModel = new ReadModelOptions.None(),
            }
        );

        var fault = await Refused(
            node.Client.History.ListAccountHistoryAsync(new() { Account = node.World.Banks[0].Account.ToString() })
        );

        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.Equal("This node keeps no read model.", fault.Status.Detail);
    }

    private static TestParticipant Owner(TestWorld world, string account) =>
        world.Banks.Single(bank => bank.Account.ToString() == account);

    private static string Garbage(Random random)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ .%é";
        return new string([
            .. Enumerable.Range(0, random.Next(1, 80)).Select(_ => Letters[random.Next(Letters.Length)]),
        ]);
    }

    private static string Changed(string cursor, int at) =>
        cursor[..at] + (cursor[at] == 'A' ? 'B' : 'A') + cursor[(at + 1)..];

    private static async Task<RpcException> Refused<T>(AsyncUnaryCall<T> call) =>
        await Assert.ThrowsAsync<RpcException>(async () => await call);
}
