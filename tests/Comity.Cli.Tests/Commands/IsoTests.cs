namespace Comity.Cli.Tests.Commands;

/// <summary><c>comity iso</c>, as a user runs it. No node is there.</summary>
public sealed class IsoTests : IDisposable
{
    private const string Rule = "CBPR_Charge_Bearer_Restriction";
    private readonly TestFolder _folder = new();

    private string Message => Path.Combine(_folder.Path, "pacs.008.001.08.7.xml");

    [Fact]
    public async Task A_message_that_is_made_is_found_right()
    {
        await Generate("--seed", "7");
        var ran = await Cli.RunAsync("iso", "check", Message, "--day", "2026-11-25");
        Assert.Equal("1 checked: 0 errors, 0 warnings\n", ran.Output);
        Assert.Equal(0, ran.Code);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_message_and_another_another()
    {
        async Task<string> Made(string seed) =>
            (await Cli.RunAsync("iso", "generate", "pacs.008.001.08", "--seed", seed, "--day", "2026-11-25")).Output;
        Assert.Equal(await Made("7"), await Made("7"));
        Assert.NotEqual(await Made("7"), await Made("8"));
    }

    [Fact]
    public async Task A_broken_rule_is_named_with_its_place_and_reason_to_people_machines_and_code_hosts()
    {
        await Generate("--seed", "7", "--break", Rule);
        var log = Path.Combine(_folder.Path, "findings.sarif");
        var text = await Cli.RunAsync("iso", "check", _folder.Path, "--day", "2026-11-25", "--sarif", log);
        Assert.Equal(1, text.Code);
        Assert.Contains(
            $": error {Rule}: Charge Bearer is DEBT, CRED or SHAR. [",
            text.Output,
            StringComparison.Ordinal
        );
        Assert.EndsWith("1 checked: 1 errors, 0 warnings\n", text.Output, StringComparison.Ordinal);

        var json = (await Cli.RunAsync("iso", "check", Message, "--day", "2026-11-25", "--json")).Json;
        var problem = json.GetProperty("problems")[0];
        Assert.Equal(Rule, problem.GetProperty("rule").GetString());
        Assert.Equal("SLEV", problem.GetProperty("found").GetString());
        Assert.EndsWith("/ChrgBr", problem.GetProperty("path").GetString(), StringComparison.Ordinal);
        var line = problem.GetProperty("line").GetInt32();
        Assert.Contains("<ChrgBr>SLEV", File.ReadAllLines(Message)[line - 1], StringComparison.Ordinal);

        using var sarif = System.Text.Json.JsonDocument.Parse(
            await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)
        );
        var run = sarif.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal(
            Rule,
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString()
        );
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal(
            line,
            result
                .GetProperty("locations")[0]
                .GetProperty("physicalLocation")
                .GetProperty("region")
                .GetProperty("startLine")
                .GetInt32()
        );
    }

    [Fact]
    public async Task The_networks_own_rules_can_be_asked_for_alone()
    {
        await Generate("--seed", "7");
        var text = await File.ReadAllTextAsync(Message, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("CLRG", text, StringComparison.Ordinal);
        var ran = await Cli.RunAsync("iso", "check", Message, "--no-cbpr", "--rules", "network", "--json");
        Assert.Contains(
            "NET-SETTLEMENT-METHOD",
            ran.Json.GetProperty("problems").EnumerateArray().Select(static one => one.GetProperty("rule").GetString())
        );
    }

    [Fact]
    public async Task Every_fault_of_the_schema_is_shown()
    {
        await Generate("--seed", "7");
        var text = await File.ReadAllTextAsync(Message, TestContext.Current.CancellationToken);
        text = text.Replace("<NbOfTxs>1</NbOfTxs>", "<NbOfTxs>one</NbOfTxs>", StringComparison.Ordinal);
        text = text.Replace("<ChrgBr>", "<ChrgBr>X", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Message, text, TestContext.Current.CancellationToken);
        var ran = await Cli.RunAsync("iso", "check", Message, "--schema-only");
        Assert.Equal(1, ran.Code);
        Assert.Contains("/GrpHdr/NbOfTxs: one", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Allowed: one of DEBT, CRED, SHAR, SLEV.", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 checked: 2 errors, 0 warnings\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_message_of_a_batch_is_checked_and_findings_have_the_lines_of_the_file()
    {
        await Generate("--seed", "7");
        await Generate("--seed", "8", "--break", Rule);
        var good = Body(Message);
        var broken = Body(Path.Combine(_folder.Path, "pacs.008.001.08.8.xml"));
        var wrong = good.Replace("<NbOfTxs>1</NbOfTxs>", "<NbOfTxs>one</NbOfTxs>", StringComparison.Ordinal);
        var file = Path.Combine(_folder.Path, "batch.xml");
        var log = Path.Combine(_folder.Path, "findings.sarif");
        await File.WriteAllTextAsync(
            file,
            $"<Batch>\n{good}\n{broken}\n{wrong}\n{good}\n{broken}\n</Batch>",
            TestContext.Current.CancellationToken
        );

        var ran = await Cli.RunAsync("iso", "check", file, "--day", "2026-11-25", "--sarif", log, "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal((1, 5), (ran.Json.GetProperty("files").GetInt32(), ran.Json.GetProperty("messages").GetInt32()));
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        var problems = ran.Json.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal([Rule, "InvalidValue", Rule], problems.Select(static one => one.GetProperty("rule").GetString()));
        string[] shown = ["<ChrgBr>SLEV", "<NbOfTxs>one", "<ChrgBr>SLEV"];
        for (var i = 0; i < shown.Length; i++)
        {
            var line = lines[problems[i].GetProperty("line").GetInt32() - 1];
            Assert.StartsWith(
                shown[i],
                line[(problems[i].GetProperty("column").GetInt32() - 2)..],
                StringComparison.Ordinal
            );
        }

        Assert.True(problems[0].GetProperty("line").GetInt32() < problems[2].GetProperty("line").GetInt32());
        using var sarif = System.Text.Json.JsonDocument.Parse(
            await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)
        );
        Assert.Equal(3, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());

        static string Body(string path) =>
            string.Join(
                '\n',
                File.ReadAllLines(path).Where(static l => !l.StartsWith("<?xml", StringComparison.Ordinal))
            );
    }

    [Fact]
    public async Task A_message_too_large_to_be_held_is_checked_part_by_part()
    {
        var file = Path.Combine(_folder.Path, "large.xml");
        const string transaction = "<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId></TxInfAndSts>\n";
        await using (var text = File.CreateText(file))
        {
            await text.WriteAsync(
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10\"><FIToFIPmtStsRpt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-02T08:00:00Z</CreDtTm></GrpHdr>\n"
            );
            for (var i = 0; i < 600_000; i++)
            {
                await text.WriteAsync(transaction);
            }

            await text.WriteAsync("<TxInfAndSts><TxSts>WRONG</TxSts></TxInfAndSts></FIToFIPmtStsRpt></Document>");
        }

        var ran = await Cli.RunAsync("iso", "check", file);

        Assert.Equal(1, ran.Code);
        Assert.Contains("large.xml:600002:15: error InvalidValue", ran.Output, StringComparison.Ordinal);
        Assert.Contains("the usage rules were not applied", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 checked: 1 errors, 0 warnings\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_goes_to_the_newest_version_and_back_unchanged()
    {
        await Generate("--seed", "7");
        var (newer, back) = (Path.Combine(_folder.Path, "newer.xml"), Path.Combine(_folder.Path, "back.xml"));
        var there = await Cli.RunAsync("iso", "convert", Message, "--to", "pacs.008.001.13", "--output", newer);
        Assert.Equal(0, there.Code);
        Assert.Contains(
            "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.13",
            await File.ReadAllTextAsync(newer, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(
            0,
            (await Cli.RunAsync("iso", "convert", newer, "--to", "pacs.008.001.08", "--output", back)).Code
        );
        Assert.Equal(
            await File.ReadAllTextAsync(Message, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(back, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task What_another_version_cannot_hold_is_listed_and_nothing_is_written_unless_that_is_meant()
    {
        await Generate("--seed", "7");
        var (newer, back) = (Path.Combine(_folder.Path, "newer.xml"), Path.Combine(_folder.Path, "back.xml"));
        await Cli.RunAsync("iso", "convert", Message, "--to", "pacs.008.001.13", "--output", newer);
        var text = await File.ReadAllTextAsync(newer, TestContext.Current.CancellationToken);
        text = text.Replace(
            "</CreDtTm>\n",
            "</CreDtTm>\n<XpryDtTm>2026-12-31T12:00:00Z</XpryDtTm>\n",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(newer, text, TestContext.Current.CancellationToken);

        var refused = await Cli.RunAsync("iso", "convert", newer, "--to", "pacs.008.001.08", "--output", back);
        Assert.Equal(1, refused.Code);
        Assert.Contains("XpryDtTm", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--lossy converts the rest", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(back));

        var lossy = await Cli.RunAsync("iso", "convert", newer, "--to", "pacs.008.001.08", "--output", back, "--lossy");
        Assert.Equal(0, lossy.Code);
        Assert.Contains("XpryDtTm", lossy.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("iso", "check", back, "--day", "2026-11-25")).Code);
    }

    [Fact]
    public async Task A_swift_mt_becomes_iso_20022_and_an_mt_again()
    {
        var mt = Path.Combine(RepositoryFolder.Root, "tests/Comity.SwiftMt.Tests/Samples/mt103-core.fin");
        var (iso, again) = (Path.Combine(_folder.Path, "iso.xml"), Path.Combine(_folder.Path, "again.fin"));
        var there = await Cli.RunAsync("iso", "convert", mt, "--to", "xml", "--output", iso);
        Assert.Equal((0, ""), (there.Code, there.Errors));
        Assert.Equal(0, (await Cli.RunAsync("iso", "check", iso, "--schema-only")).Code);
        var back = await Cli.RunAsync("iso", "convert", iso, "--to", "mt", "--output", again);
        Assert.Equal(0, back.Code);
        Assert.Equal(Field32A(mt), Field32A(again));

        static string Field32A(string file) =>
            File.ReadAllLines(file).Single(static line => line.StartsWith(":32A:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "AC04",
        "AC04 of ExternalStatusReason1Code\n    Account number specified has been closed on the bank of account's books."
    )]
    [InlineData(
        "pacs.008.001.08/CdtTrfTxInf/ChrgBr",
        "allows one of DEBT, CRED, SHAR, SLEV\n    CBPR+ CBPR_Charge_Bearer_Restriction (SR2025, SR2026)"
    )]
    [InlineData("UltmtDbtr", "UltmtDbtr: Ultimate Debtor")]
    [InlineData("SHAR", "SHAR of ChargeBearerType1Code")]
    [InlineData("BHD", "BHD: Bahraini Dinar (ISO 4217, 048)\n    amounts have at most 3 decimals")]
    [InlineData("TH", "TH: Thailand (ISO 3166-1)")]
    [InlineData(Rule, "Charge Bearer is DEBT, CRED or SHAR.")]
    public async Task A_name_is_explained(string name, string expected)
    {
        var ran = await Cli.RunAsync("iso", "explain", name);
        Assert.Equal(0, ran.Code);
        Assert.Contains(expected, ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_goes_to_json_and_comes_back_the_same_in_xml()
    {
        await Generate("--seed", "7");
        var (json, back) = (Path.Combine(_folder.Path, "m.json"), Path.Combine(_folder.Path, "back.xml"));
        Assert.Equal(0, (await Cli.RunAsync("iso", "convert", Message, "--to", "json", "--output", json)).Code);
        Assert.StartsWith("{\n  \"", await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Cli.RunAsync("iso", "convert", json, "--to", "xml", "--output", back)).Code);
        // Written by the same writer, without the envelope, which JSON does not have.
        var bare = Path.Combine(_folder.Path, "bare.xml");
        await Cli.RunAsync("iso", "convert", Message, "--to", "xml", "--output", bare);
        Assert.Equal(
            await File.ReadAllTextAsync(bare, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(back, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Json_without_a_header_needs_its_message_stated()
    {
        var json = Path.Combine(_folder.Path, "status.json");
        await File.WriteAllTextAsync(
            json,
            """{"Document":{"FIToFIPmtStsRpt":{"GrpHdr":{"MsgId":"M","CreDtTm":"2026-11-25T10:00:00Z"}}}}""",
            TestContext.Current.CancellationToken
        );

        var unknown = await Cli.RunAsync("iso", "convert", json, "--to", "xml");
        Assert.Equal(2, unknown.Code);
        Assert.EndsWith("State it with --from MESSAGE.\n", unknown.Errors, StringComparison.Ordinal);

        var known = await Cli.RunAsync("iso", "convert", json, "--to", "xml", "--from", "pacs.002.001.10");
        Assert.Equal(0, known.Code);
        Assert.Contains("urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10", known.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_as_a_finding_shows_it_is_explained()
    {
        var ran = await Cli.RunAsync(
            "iso",
            "explain",
            "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr/PstlAdr",
            "--message",
            "pacs.008.001.08"
        );
        Assert.StartsWith(
            "pacs.008.001.08/CdtTrfTxInf/Dbtr/PstlAdr: Postal Address\n",
            ran.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("there is no file or folder /nowhere.", "check", "/nowhere")]
    [InlineData("--day 'soon' is not a day", "check", "/tmp", "--day", "soon")]
    [InlineData("nothing here is called 'Xyzzy'", "explain", "Xyzzy")]
    [InlineData("'pacs.999.001.01' is not a message that is supported here", "generate", "pacs.999.001.01")]
    [InlineData(
        "has no rule 'NoSuchRule' on 2026-11-25",
        "generate",
        "pacs.008.001.08",
        "--break",
        "NoSuchRule",
        "--day",
        "2026-11-25"
    )]
    [InlineData("more than one needs --to DIR", "generate", "pacs.008.001.08", "--count", "2")]
    [InlineData("there is no file /nowhere.", "convert", "/nowhere", "--to", "pacs.008.001.13")]
    [InlineData("Empty: found nothing", "convert", "/dev/null", "--to", "mt")]
    [InlineData(
        "'pacs.1' is not a message that is supported here",
        "convert",
        "/dev/null",
        "--to",
        "xml",
        "--from",
        "pacs.1"
    )]
    public async Task What_cannot_be_done_is_said_and_changes_nothing(string expected, params string[] args)
    {
        var ran = await Cli.RunAsync(["iso", .. args]);
        Assert.Equal(2, ran.Code);
        Assert.Contains(expected, ran.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task Generate(params string[] more)
    {
        var ran = await Cli.RunAsync([
            "iso",
            "generate",
            "pacs.008.001.08",
            "--to",
            _folder.Path,
            "--day",
            "2026-11-25",
            .. more,
        ]);
        Assert.Equal(0, ran.Code);
    }
}
