using System.Text.Json.Nodes;
using Comity.Client.Queries;
using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Money;
using Wire = Comity.Protocol.Wire;

namespace Comity.EndToEnd.Tests.Stories;

/// <summary>Then: what the histories say. REST and the SDK are asked; the command line has no question for it.</summary>
internal sealed partial class Story
{
    private const int SmallPage = 2;

    /// <summary>An account's whole history, newest first, for somebody who may see it: read in small pages and as a stream of lines.</summary>
    public async Task HasHistory(Bank asker, Bank of, params string[] lines)
    {
        var byHand = new List<string>();
        var cursor = string.Empty;
        do
        {
            var page = await new RestDoor(world).GetAsync(
                asker,
                $"/v1/accounts/{of.Account}/history?page_size={SmallPage}&cursor={cursor}"
            );
            byHand.AddRange(page["lines"]!.AsArray().Select(static line => Say(line!)));
            cursor = (string)page["next_cursor"]!;
        } while (cursor.Length > 0);

        var bySdk = await world
            .Sdk(asker)
            .AccountHistoryAsync(of.Account)
            .Select(static line => Say(line))
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(byHand, bySdk);
        Assert.Equal(lines, byHand.Select(static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    /// <summary>For a stranger there is no such account.</summary>
    public async Task HasNoHistory(Bank asker, Bank of)
    {
        using var byHand = await world
            .Rest(asker)
            .GetAsync(new Uri($"/v1/accounts/{of.Account}/history", UriKind.Relative));
        var bySdk = await Record.ExceptionAsync(async () =>
            await world.Sdk(asker).AccountHistoryAsync(of.Account).CountAsync()
        );
        Assert.Equal(System.Net.HttpStatusCode.NotFound, byHand.StatusCode);
        Assert.Equal(Grpc.Core.StatusCode.NotFound, Assert.IsType<Grpc.Core.RpcException>(bySdk).StatusCode);
    }

    /// <summary>A line of an account's history, as <see cref="HasHistory"/> is told it.</summary>
    public static string Line(string kind, string amount, Bank? counterparty, Payment? payment, string purpose = "") =>
        $"{kind} {amount} {counterparty?.Account} {payment?.Uetr} {purpose}".TrimEnd();

    private static string Say(Wire.HistoryLine line) =>
        $"{line.Height}/{line.Time} {line.Kind.ToString().ToUpperInvariant()} {line.Amount.Instrument} {line.Amount.Value} {(line.HasCounterparty ? line.Counterparty : "")} {(line.HasUetr ? line.Uetr : "")} {(line.HasPurpose ? line.Purpose : "")}".TrimEnd();

    private static string Say(JsonNode line) =>
        $"{line["height"]}/{line["time"]} {line["kind"]} {line["amount"]!["instrument"]} {line["amount"]!["value"]} {line["counterparty"]} {line["uetr"]} {line["purpose"]}".TrimEnd();
}
