using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>The <c>comity</c> program: a process for each question and each step.</summary>
internal sealed partial class CommandLineDoor(WorldNode world) : Door(world)
{
    public override async Task<Verdict> SubmitAsync(
        IReadOnlyList<Signature> signers,
        IReadOnlyList<Operation> operations
    )
    {
        var name = Guid.NewGuid().ToString("N");
        var (text, draft) = (World.Scratch($"{name}.json"), World.Scratch($"{name}.draft"));
        var question = new JsonObject { ["operations"] = OperationJson.Write(operations) };
        await File.WriteAllTextAsync(text, question.ToJsonString());
        await DoneAsync([
            "transaction",
            "draft",
            text,
            draft,
            .. signers.SelectMany(static one => new[] { "--signer", one.File }),
            "--data",
            World.Folder,
        ]);
        foreach (var signer in signers)
        {
            await DoneAsync(["transaction", "sign", draft, "--key", signer.File, "--yes", "--data", World.Folder]);
        }

        var sent = await AskAsync(signers[0].By, "transaction", "submit", draft);
        Assert.True(sent.Output.Length > 0, sent.Errors);
        var outcome = sent.Json;
        Assert.Equal((string)outcome["outcome"]! == "applied" ? 0 : 1, sent.Code);
        return new Verdict(
            (string)outcome["outcome"]!,
            (string)outcome["refusal"]!,
            (string)outcome["reason"]!,
            (string)outcome["rule"]!
        );
    }

    public override async Task<Standing> StandingAsync(Bank asker, Uetr uetr)
    {
        var status = await AskAsync(asker, "status", uetr.ToString());
        if (status.Code == 1)
        {
            Assert.Contains(
                $"no settlement with the UETR {uetr} was ever accepted, or it is not the caller's to see",
                status.Errors,
                StringComparison.Ordinal
            );
            return Standing.Unknown;
        }

        Assert.True(status.Code == 0, status.Errors);
        return new Standing(
            ((string)status.Json["state"]!).ToUpperInvariant(),
            Milliseconds((string)status.Json["time"]!),
            (string)status.Json["terms"]!,
            string.Join('\n', status.Json["legs"]!.AsArray().Select(static leg => Moved(leg!)))
        );
    }

    /// <summary>The block and the time of each step, and whether the program found the settlement's proof to hold.</summary>
    public async Task<(string Steps, bool Proven)> TraceAsync(Bank asker, Uetr uetr)
    {
        var trace = await AskAsync(asker, "trace", uetr.ToString());
        Assert.True(trace.Code == 0, trace.Output + trace.Errors);
        var steps = trace.Json["steps"]!
            .AsArray()
            .Select(static step => $"{step!["height"]} {Milliseconds((string)step["time"]!)}");
        return (string.Join('\n', steps), (bool)trace.Json["proof"]!["verified"]!);
    }

    public override async Task<Holding> HoldingAsync(Bank asker, AccountAddress account, InstrumentId instrument)
    {
        if (await ProveAsync(asker, "balance", account.ToString(), instrument.ToString()) is not var (shows, proven))
        {
            return new Holding("0.00", "0.00", Proven: false);
        }

        var told = Balance().Match(shows);
        return new Holding(Plain(told.Groups["available"]), Plain(told.Groups["held"]), proven);
    }

    public override async Task<Supply> SupplyAsync(Bank asker, InstrumentId instrument)
    {
        var (shows, proven) = (await ProveAsync(asker, "supply", instrument.ToString()))!.Value;
        var told = Issued().Match(shows);
        return new Supply(Plain(told.Groups["issued"]), Plain(told.Groups["redeemed"]), proven);
    }

    public override async Task<SettlementProof> ProofAsync(Bank asker, Uetr uetr)
    {
        if (await ProveAsync(asker, "settlement", uetr.ToString()) is not var (shows, proven))
        {
            return SettlementProof.None;
        }

        var word =
            shows.Contains("no settlement", StringComparison.Ordinal) ? "absent"
            : shows.Contains("waits", StringComparison.Ordinal) ? "recorded"
            : Finished().Match(shows).Groups["state"].Value;
        return new SettlementProof(word, proven);
    }

    public override async Task<IReadOnlyList<string>> WaitingAsync(Bank asker)
    {
        var status = await AskAsync(asker, "status");
        Assert.True(status.Code == 0, status.Errors);
        return [.. status.Json["waiting"]!.AsArray().Select(static one => (string)one!["uetr"]!)];
    }

    public override async Task<bool> IsTurnedAwayAsync(Bank asker, Uetr uetr)
    {
        var status = await AskAsync(asker, "status", uetr.ToString());
        return status.Code == 1 && status.Errors.Contains("answered Unauthenticated", StringComparison.Ordinal);
    }

    /// <summary>A question to the node, as a member.</summary>
    public Task<Ran> AskAsync(Bank asker, params string[] question) =>
        ComityProgram.RunAsync([.. question, "--data", World.Folder, "--as", asker.Bic.ToString(), "--json"]);

    // The proof goes through a file, and is verified by a process that is told nothing but a root.
    private async Task<(string Shows, bool Proven)?> ProveAsync(Bank asker, params string[] subject)
    {
        var file = World.Scratch($"{Guid.NewGuid():N}.proof");
        var proof = await AskAsync(asker, ["prove", .. subject, "--out", file]);
        if (proof.Code == 1)
        {
            Assert.Contains("answered NotFound", proof.Errors, StringComparison.Ordinal);
            return null;
        }

        Assert.True(proof.Code == 0, proof.Errors);
        var root = (string)proof.Json["root"]!;
        var verified = await ComityProgram.RunAsync("verify", file, "--root", root, "--data", World.Folder, "--json");
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
        return ((string)verified.Json["shows"]!, (bool)verified.Json["verified"]!);
    }

    private static async Task DoneAsync(IEnumerable<string> args)
    {
        var ran = await ComityProgram.RunAsync(args);
        Assert.True(ran.Code == 0, ran.Output + ran.Errors);
    }

    private static string Moved(JsonNode leg) =>
        $"{Money.Say((string)leg["instrument"]!, Money.Units((string)leg["units"]!))} from {leg["from"]} to {leg["to"]}";

    private static string Plain(Group grouped) => grouped.Value.Replace(",", "", StringComparison.Ordinal);

    private static string Milliseconds(string time) =>
        $"{DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()}";

    [GeneratedRegex(
        @"has \w+ (?<available>[\d,.]+) available and \w+ (?<held>[\d,.]+) held",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Balance();

    [GeneratedRegex(
        @"(?<issued>[\d,.]+) issued, \w+ (?<redeemed>[\d,.]+) redeemed",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Issued();

    [GeneratedRegex(@": (?<state>\w+) at ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Finished();
}
