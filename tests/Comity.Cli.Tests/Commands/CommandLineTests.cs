using System.CommandLine;
using Comity.Cli.Commands;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_lists_every_command()
    {
        var help = await Cli.RunAsync("--help");

        Assert.Equal(0, help.Code);
        foreach (var command in CommandTree.Create().Subcommands)
        {
            Assert.Contains($"  {command.Name}", help.Output, StringComparison.Ordinal);
            Assert.Contains(command.Description!, help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_command_has_a_description_and_examples()
    {
        foreach (var command in All(CommandTree.Create()))
        {
            using var output = new StringWriter();
            CommandTree
                .Create()
                .Parse([.. CommandTree.PathOf(command).Split(' ').Skip(1), "--help"])
                .Invoke(new InvocationConfiguration { Output = output });

            Assert.False(string.IsNullOrEmpty(command.Description), command.Name);
            Assert.Contains("Examples:", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("trace")]
    [InlineData("send", "file.xml")]
    [InlineData("demo", "--nonsense")]
    [InlineData("node", "run")]
    [InlineData("node", "run", "--data", "x", "--listen", "nowhere")]
    [InlineData("key", "new", "x.key")]
    [InlineData("key", "new", "x.key", "--owner", "nobody")]
    [InlineData("key", "show", "nothing.key")]
    [InlineData("genesis", "nothing.yaml", "--check")]
    public async Task A_wrong_command_line_exits_with_2_and_says_why(params string[] args)
    {
        var ran = await Cli.RunAsync(args);

        Assert.Equal(2, ran.Code);
        Assert.NotEmpty(ran.Errors);
    }

    [Fact]
    public async Task Genesis_checks_without_making_anything_and_makes_a_world_once()
    {
        using var folder = new TestFolder();

        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--check")).Code);
        Assert.Equal(2, (await Cli.RunAsync("genesis", Repository.DemoScenario)).Code);
        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", folder["w"])).Code);
        Assert.True(File.Exists(Path.Combine(folder["w"], "genesis.bin")));
        Assert.Equal(2, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", folder["w"])).Code);
    }

    [Fact]
    public async Task An_audit_of_what_is_no_data_folder_exits_with_2()
    {
        using var folder = new TestFolder();

        Assert.Equal(2, (await Cli.RunAsync("audit", folder.Path)).Code);
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
