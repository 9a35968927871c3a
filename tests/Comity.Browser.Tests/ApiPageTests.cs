using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Comity.Browser.Tests;

/// <summary>
/// The node's API page in a real browser. Whoever opens it proves who it is, as for every call: here a proxy's part is played, which
/// adds a token to what loads the page, and to nothing that the page itself asks of the API.
/// </summary>
public sealed class ApiPageTests(DocumentedNode node) : IClassFixture<DocumentedNode>
{
    private const string Balances = "/v1/accounts/{account}/balances";

    [Fact]
    public async Task The_page_loads_from_this_node_alone_and_without_an_error()
    {
        var page = await node.OpenAsync();
        var said = new ConcurrentQueue<string>();
        var loaded = new ConcurrentQueue<string>();
        page.Console += (_, message) => said.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, fault) => said.Enqueue($"error: {fault}");
        page.RequestFailed += (_, request) => said.Enqueue($"error: {request.Url}: {request.Failure}");
        page.Response += (_, response) => loaded.Enqueue($"{response.Status} {response.Url}");

        await ShowAsync(page);

        Assert.DoesNotContain(said, static line => line.StartsWith("error", StringComparison.Ordinal));
        Assert.DoesNotContain(said, static line => line.StartsWith("warning", StringComparison.Ordinal));
        Assert.NotEmpty(loaded);
        Assert.All(loaded, line => Assert.Matches($"^[23][0-9]{{2}} {node.Address}", line));
        Assert.Equal("Comity node", await page.TitleAsync());
    }

    [Fact]
    public async Task Every_operation_is_listed_in_its_group()
    {
        var page = await node.OpenAsync();
        await ShowAsync(page);
        var operations = (await node.DocumentAsync())["paths"]!
            .AsObject()
            .SelectMany(static path => path.Value!.AsObject().Select(static method => method.Value!))
            .Select(static one => (Group: (string)one["tags"]![0]!, Summary: (string)one["summary"]!))
            .ToList();

        var menu = page.GetByRole(AriaRole.Complementary, new() { Name = "Sidebar for Comity node" });
        foreach (var group in operations.Select(static one => one.Group).Distinct())
        {
            var closed = menu.GetByRole(AriaRole.Button, new() { Name = $"Open Group - {group}" });
            if (await closed.CountAsync() > 0)
            {
                await closed.ClickAsync();
            }
        }

        var listed = await menu.InnerTextAsync();
        Assert.True(operations.Count > 30, $"{operations.Count} operations in the document");
        Assert.All(operations, one => Assert.Contains(one.Summary, listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_example_runs_as_it_stands_and_shows_what_the_node_answers()
    {
        var page = await node.OpenAsync();
        await ShowAsync(page);

        var (answer, shown) = await TryAsync(page, node.Token);

        Assert.Equal(200, answer.Status);
        var balances = JsonNode.Parse(await answer.TextAsync())!;
        Assert.Equal(node.World.Banks[0].Account.ToString(), (string)balances["account"]!);
        Assert.Equal("10000.00", (string)balances["balances"]![0]!["available"]!["value"]!);
        await Shows(shown, "200 OK", "10000.00", node.World.Banks[0].Lei.ToString());
    }

    [Fact]
    public async Task A_wrong_token_is_answered_with_the_problem_and_what_to_do()
    {
        var page = await node.OpenAsync();
        await ShowAsync(page);

        var (answer, shown) = await TryAsync(page, "nobodys-token");

        Assert.Equal(401, answer.Status);
        await Shows(shown, "401 Unauthorized", "application/problem+json", "unauthenticated", "advice");
    }

    [Fact]
    public async Task A_browser_that_does_not_trust_the_nodes_authority_does_not_show_the_page()
    {
        await using var browser = await Chromium.StartAsync(authority: null);
        var page = await browser.OpenAsync();

        var fault = await Assert.ThrowsAsync<PlaywrightException>(() => ShowAsync(page));

        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", fault.Message, StringComparison.Ordinal);
    }

    private async Task ShowAsync(IPage page)
    {
        await page.RouteAsync(
            static url => !new Uri(url).AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal),
            route =>
                route.ContinueAsync(
                    new RouteContinueOptions
                    {
                        Headers = route.Request.Headers.Append(
                            KeyValuePair.Create("authorization", $"Bearer {node.Token}")
                        ),
                    }
                )
        );
        await page.GotoAsync(new Uri(node.Address, "/docs").ToString());
        await page.GetByRole(AriaRole.Heading, new() { Name = "Comity node" }).WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    // The page's own example of a call, with a token that somebody types in.
    private static async Task<(IResponse Answer, ILocator Shown)> TryAsync(IPage page, string token)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Test Request (get {Balances})" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "API Client" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Bearer Token" }).FillAsync(token);
        var answer = await page.RunAndWaitForResponseAsync(
            () => dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync(),
            static response => new Uri(response.Url).AbsolutePath.EndsWith("/balances", StringComparison.Ordinal)
        );
        return (answer, dialog.GetByRole(AriaRole.Region, new() { Name = "Response" }));
    }

    private static async Task Shows(ILocator region, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Assertions.Expect(region).ToContainTextAsync(text);
        }
    }
}
