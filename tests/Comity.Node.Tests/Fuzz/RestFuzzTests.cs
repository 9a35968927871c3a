using System.Net.Http.Headers;
using System.Text.Json;
using Comity.Node.Access.Budgets;
using Comity.Node.Errors;
using Comity.Node.Tests.Rest;
using Comity.Protocol.Identifiers;

namespace Comity.Node.Tests.Fuzz;

/// <summary>
/// Whatever is sent over REST, the node answers with JSON or with a problem, never fails, stays up and changes nothing. A failure
/// names its seed and number: set COMITY_FUZZ_SEED to see it again, COMITY_FUZZ_REQUESTS for a longer run, and put the request into the
/// corpus.
/// </summary>
public sealed class RestFuzzTests
{
    private static readonly int Seed = Setting("COMITY_FUZZ_SEED", 20260105);
    private static readonly int Requests = Setting("COMITY_FUZZ_REQUESTS", 4_000);
    private static readonly HashSet<string> Codes = [.. FaultKind.All.Select(static kind => kind.Code)];

    // Documented answers of a node that is well: it may have too much to do.
    private static readonly int[] MayBe = [503, 504];

    [Fact]
    public async Task Hostile_requests_are_answered_with_problems_and_change_nothing()
    {
        await using var node = await RunningNode.StartFunded(static options =>
            options with
            {
                Access = options.Access with
                {
                    Budgets = new BudgetOptions
                    {
                        Transactions = new RateBudget(1_000_000, 10_000_000),
                        Queries = new RateBudget(1_000_000, 10_000_000),
                    },
                },
            }
        );
        var corpus = RequestSeed.Corpus(Values(node));
        Assert.True(corpus.Count > 15);
        var (root, height) = (node.Host.Engine.Tip.Root, node.Host.Engine.Tip.Height);
        var statuses = new Dictionary<int, int>();
        foreach (var seed in corpus)
        {
            await Check(node, seed, "the corpus as it is", statuses);
        }

        var mutator = new Mutator(new Random(Seed));
        for (var number = 0; number < Requests; number++)
        {
            var request = mutator.Mutate(corpus[number % corpus.Count]);
            await Check(node, request, $"COMITY_FUZZ_SEED={Seed}, request {number}", statuses);
        }

        Assert.Equal(root, node.Host.Engine.Tip.Root);
        Assert.Equal(height, node.Host.Engine.Tip.Height);
        Assert.Equal(200, (await node.Get("/v1/network")).Status);
        // It got past the first check often enough to have tried something.
        Assert.True(statuses.GetValueOrDefault(200) > Requests / 25, JsonSerializer.Serialize(statuses));
        Assert.True(statuses.GetValueOrDefault(400) > Requests / 10, JsonSerializer.Serialize(statuses));
    }

    private static async Task Check(RunningNode node, RequestSeed seed, string where, Dictionary<int, int> statuses)
    {
        using var request = Request(node, seed);
        if (request is null)
        {
            return;
        }

        // A stream from a height that is still to come waits, as it should.
        var mayWait = seed.Target.Contains("blocks/events", StringComparison.Ordinal);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(mayWait ? 500 : 20_000);
        HttpResponseMessage response;
        try
        {
            response = await node.Rest.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (OperationCanceledException) when (mayWait)
        {
            return;
        }

        using (response)
        {
            await Check(seed, response, where, statuses);
        }
    }

    private static async Task Check(
        RequestSeed seed,
        HttpResponseMessage response,
        string where,
        Dictionary<int, int> statuses
    )
    {
        var status = (int)response.StatusCode;
        statuses[status] = statuses.GetValueOrDefault(status) + 1;
        Assert.True(status < 500 || MayBe.Contains(status), $"{where}: status {status} for {seed}");
        // A path with a NUL is no path (RFC 3986): the server ends that before there is a request to answer.
        var isRequest = !seed.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal);
        if (status < 400 || seed.Method == "HEAD" || !isRequest)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            response.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"{where}: {status} is no problem but '{response.Content.Headers.ContentType}' for {seed}\n{text}"
        );
        using var problem = JsonDocument.Parse(text);
        Assert.True(
            Codes.Contains(problem.RootElement.GetProperty("code").GetString()!)
                && problem.RootElement.GetProperty("status").GetInt32() == status
                && problem.RootElement.GetProperty("detail").GetString()!.Length > 3,
            $"{where}: {text} for {seed}"
        );
    }

    // What HTTP itself cannot carry is not ours to answer.
    private static HttpRequestMessage? Request(RunningNode node, RequestSeed seed)
    {
        var target = new string([.. seed.Target.Select(static c => c is > ' ' and < (char)127 ? c : '_')]);
        var address = new Uri(
            $"{node.Host.Uri.GetLeftPart(UriPartial.Authority)}{(target.StartsWith('/') ? target : "/" + target)}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var request = new HttpRequestMessage(new HttpMethod(seed.Method), address);
        if (seed.Method is "TRACE")
        {
            request.Dispose();
            return null;
        }

        if (seed.Body is not null && seed.Method is not ("GET" or "HEAD"))
        {
            request.Content = new ByteArrayContent(seed.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(seed.MediaType);
        }

        return request;
    }

    private static Dictionary<string, string> Values(RunningNode node)
    {
        var bank = node.World.Banks[0];
        // Signed by a stranger: good bytes that are turned away before they are ordered.
        var stranger = new Comity.Testing.TestParticipant(bank.Country, 99, Roles.Bank);
        var signed = node.World.Sign(stranger, node.World.Payment(stranger, bank, 1, Uetr.Random()));
        var parts = Comity.Protocol.Wire.SignedTransaction.Parser.ParseFrom(signed);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ACCOUNT"] = bank.Account.ToString(),
            ["OTHER"] = node.World.Banks[1].Account.ToString(),
            ["LEI"] = bank.Lei.ToString(),
            ["KEY"] = bank.Key.PublicKey.ToString(),
            ["SIGNED"] = Convert.ToBase64String(signed),
            ["BODY"] = parts.Body.ToBase64(),
            ["SIGNATURE"] = parts.Signatures[0].ToBase64(),
        };
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var stated) ? stated : usual;
}
