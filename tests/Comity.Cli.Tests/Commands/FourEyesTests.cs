using System.Text.Json;

namespace Comity.Cli.Tests.Commands;

/// <summary>Two people on two machines, a file between them, and a real node.</summary>
public sealed class FourEyesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string World => _folder["world"];

    private string Genesis => Path.Combine(World, "genesis.bin");

    [Fact]
    public async Task An_issue_that_needs_two_signatures_is_drafted_signed_apart_and_submitted_again_and_again()
    {
        await using var node = await RunningWorld.StartAsync(World);
        var before = await IssuedAsync();
        var draft = await DraftAsync("R-FOUR-EYES-1");

        Assert.Equal(1, draft.Json.GetProperty("operations").GetArrayLength());
        Assert.Contains(
            "Issue HKD 1000.50 to VICTHKHH",
            draft.Json.GetProperty("operations")[0].GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(2, draft.Json.GetProperty("missing").GetArrayLength());

        var early = await Cli.RunAsync("transaction", "submit", _folder["draft"], "--data", World);
        Assert.Equal(2, early.Code);
        Assert.Contains("not every signer has signed", early.Errors, StringComparison.Ordinal);

        // One after the other, as a file that goes from machine to machine.
        await SignAsync(_folder["draft"], "governor");
        File.Copy(_folder["draft"], _folder["received"]);
        await SignAsync(_folder["received"], "treasury");
        await AssertSubmittedAsync("applied", _folder["received"]);
        await AssertSubmittedAsync("applied", _folder["received"]);
        Assert.Equal(before + 100_050, await IssuedAsync());
    }

    [Fact]
    public async Task Copies_signed_apart_are_put_together_and_a_refusal_is_told_each_time()
    {
        await using var node = await RunningWorld.StartAsync(World);
        await DraftAsync("R-FOUR-EYES-2");
        File.Copy(_folder["draft"], _folder["other"]);
        await SignAsync(_folder["draft"], "governor");
        await SignAsync(_folder["other"], "treasury");
        await AssertSubmittedAsync("applied", _folder["draft"], _folder["other"]);

        // The same reserve a second time, in a transaction of its own.
        File.Delete(_folder["draft"]);
        await DraftAsync("R-FOUR-EYES-2");
        await SignAsync(_folder["draft"], "governor");
        await SignAsync(_folder["draft"], "treasury");
        for (var time = 0; time < 2; time++)
        {
            var refused = await SubmitAsync(_folder["draft"]);
            Assert.Equal(1, refused.Code);
            Assert.Equal("DuplicateReserveReference", refused.Json.GetProperty("refusal").GetString());
        }

        var mixed = await Cli.RunAsync("transaction", "submit", _folder["draft"], _folder["other"], "--data", World);
        Assert.Contains("is another transaction", mixed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_not_be_signed_is_not_signed()
    {
        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", World)).Code);
        await DraftAsync("R-FOUR-EYES-3");
        var draft = _folder["draft"];

        await AssertNotSignedAsync(draft, "operations", "does not name");
        await SignAsync(draft, "governor");
        await AssertNotSignedAsync(draft, "governor", "has signed already");

        var unasked = await Cli.RunAsync(
            "transaction",
            "sign",
            draft,
            "--key",
            KeyOf("treasury"),
            "--genesis",
            Genesis
        );
        Assert.Equal(2, unasked.Code);
        Assert.Contains("--yes", unasked.Errors, StringComparison.Ordinal);

        Change(draft, "body", out var tampered);
        await AssertNotSignedAsync(tampered, "treasury", "it was changed on the way");
        Change(draft, "signature", out tampered);
        await AssertNotSignedAsync(tampered, "treasury", "one of them was changed on the way");

        var elsewhere = _folder["elsewhere"];
        var scenario = File.ReadAllText(Repository.DemoScenario)
            .Replace("name: comity-demo", "name: comity-other", StringComparison.Ordinal);
        // Beside the original: its rates are named relative to it.
        var path = Path.Combine(Path.GetDirectoryName(Repository.DemoScenario)!, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, scenario);
        try
        {
            Assert.Equal(0, (await Cli.RunAsync("genesis", path, "--data", elsewhere)).Code);
        }
        finally
        {
            File.Delete(path);
        }

        var wrong = await Cli.RunAsync("transaction", "show", draft, "--data", elsewhere);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("is for the network comity-demo", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_whose_time_is_over_is_not_signed_and_one_sent_too_late_is_refused()
    {
        await using var node = await RunningWorld.StartAsync(World);
        await DraftAsync("R-FOUR-EYES-4", "1s");
        await SignAsync(_folder["draft"], "governor");
        File.Copy(_folder["draft"], _folder["late"]);
        // In time or not is the clock's to say: what is signed in time is submitted too late below.
        await Cli.RunAsync(
            "transaction",
            "sign",
            _folder["late"],
            "--key",
            KeyOf("treasury"),
            "--genesis",
            Genesis,
            "--yes"
        );
        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);

        await AssertNotSignedAsync(_folder["draft"], "treasury", "its time was over");
        var late = await SubmitAsync(_folder["late"]);
        Assert.NotEqual(0, late.Code);
    }

    [Theory]
    [InlineData("operations: [ { issue: { acount: x } } ]", "acount")]
    [InlineData(
        "operations: [ { issue: { account: x, amount: { instrument: HKD, value: 1 }, reserve_reference: R } } ]",
        "operations[0].issue.account"
    )]
    [InlineData("operations: [ { cancel: { uetr: random } } ]\nvalid_for_seconds: 999999999", "valid_for_seconds")]
    [InlineData("operations: []", "operations")]
    [InlineData("operations: [", "line ")]
    public async Task A_text_with_a_fault_makes_no_draft_and_says_where(string text, string place)
    {
        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", World)).Code);
        File.WriteAllText(_folder["text.yaml"], text);

        var ran = await Cli.RunAsync(
            "transaction",
            "draft",
            _folder["text.yaml"],
            _folder["draft"],
            "--signer",
            KeyOf("governor"),
            "--genesis",
            Genesis
        );

        Assert.Equal(2, ran.Code);
        Assert.Contains(place, ran.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["draft"]));
    }

    private async Task<Ran> DraftAsync(string reference, string validity = "10m")
    {
        var world = JsonDocument.Parse(File.ReadAllText(Path.Combine(World, "world.json"))).RootElement;
        var account = world
            .GetProperty("members")
            .EnumerateArray()
            .Single(static one => one.GetProperty("bic").GetString() == "VICTHKHH")
            .GetProperty("account")
            .GetString();
        File.WriteAllText(
            _folder["issue.yaml"],
            $"""
            # New Hong Kong dollars against reserves.
            operations:
              - issue:
                  account: {account}
                  amount: {"{"} instrument: HKD, value: 1000.50 {"}"}
                  reserve_reference: {reference}
            """
        );
        var ran = await Cli.RunAsync(
            "transaction",
            "draft",
            _folder["issue.yaml"],
            _folder["draft"],
            "--signer",
            KeyOf("governor"),
            "--signer",
            KeyOf("treasury"),
            "--valid-for",
            validity,
            "--data",
            World,
            "--json"
        );
        Assert.True(ran.Code == 0, ran.Errors);
        return ran;
    }

    private async Task SignAsync(string draft, string key)
    {
        var ran = await Cli.RunAsync("transaction", "sign", draft, "--key", KeyOf(key), "--genesis", Genesis, "--yes");
        Assert.True(ran.Code == 0, ran.Errors);
    }

    private async Task AssertNotSignedAsync(string draft, string key, string word)
    {
        var before = File.ReadAllText(draft);
        var ran = await Cli.RunAsync("transaction", "sign", draft, "--key", KeyOf(key), "--genesis", Genesis, "--yes");
        Assert.Equal(2, ran.Code);
        Assert.Contains(word, ran.Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(draft));
    }

    private async Task AssertSubmittedAsync(string outcome, params string[] drafts)
    {
        var ran = await SubmitAsync(drafts);
        Assert.True(ran.Code == 0, ran.Output + ran.Errors);
        Assert.Equal(outcome, ran.Json.GetProperty("outcome").GetString());
    }

    private Task<Ran> SubmitAsync(params string[] drafts) =>
        Cli.RunAsync(["transaction", "submit", .. drafts, "--data", World, "--json"]);

    private async Task<decimal> IssuedAsync()
    {
        var ran = await Cli.RunAsync("prove", "supply", "HKD", "--data", World, "--json");
        Assert.True(ran.Code == 0, ran.Errors);
        return decimal.Parse(
            ran.Json.GetProperty("issuedUnits").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private string KeyOf(string name) => Path.Combine(World, "keys", $"{Authority}-{name}.key");

    private static string Authority => "CBHKHKHH";

    // One character in the middle of the field becomes another.
    private void Change(string draft, string field, out string tampered)
    {
        var text = File.ReadAllText(draft);
        var place = text.IndexOf($"\"{field}\": \"", StringComparison.Ordinal) + field.Length + 45;
        tampered = _folder[$"tampered-{field}"];
        File.WriteAllText(tampered, $"{text[..place]}{(text[place] == '0' ? '1' : '0')}{text[(place + 1)..]}");
    }
}
