using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands;

/// <summary><c>comity genesis</c>: a scenario becomes a world folder.</summary>
internal static class GenesisCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("SCENARIO") { Description = "A scenario file (docs/scenarios.md)." };
        var data = new Option<string>("--data") { Description = "The folder to make the world in.", HelpName = "DIR" };
        var check = new Option<bool>("--check") { Description = "Only look for faults in the file." };
        var command = new Command("genesis", "Make a world from a scenario: keys, genesis, founding transactions.")
        {
            file,
            data,
            check,
        };
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(file);
            if (!ScenarioLoading.TryLoad(path, answer, out var scenario, out var code))
            {
                return code;
            }

            if (parsed.GetValue(check))
            {
                answer.Say(
                    $"{path}: no faults; {scenario.Participants.Length} participants, {scenario.Steps.Length} steps."
                );
                answer.Tell(
                    new
                    {
                        file = path,
                        participants = scenario.Participants.Length,
                        steps = scenario.Steps.Length,
                    }
                );
                return ExitCode.Done;
            }

            return parsed.GetValue(data) is { } folder
                ? Make(scenario, new WorldFolder(Path.GetFullPath(folder)), parsed, passphrase, answer)
                : answer.Fail(
                    ExitCode.Usage,
                    "say where to make the world: --data DIR (or --check to only look for faults)."
                );
        });
        return command;
    }

    private static int Make(
        Scenarios.Scenario scenario,
        WorldFolder folder,
        ParseResult parsed,
        PassphraseOption passphrase,
        Answer answer
    )
    {
        if (folder.Exists)
        {
            return answer.Fail(ExitCode.Usage, $"{folder.Path} holds a world already; choose another folder.");
        }

        var now = new Timestamp((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        using var world = World.Create(scenario, now);
        if (!WorldSealing.TryGet(world, parsed, passphrase, out var sealing, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (sealing)
        {
            folder.Write(world, now, sealing);
        }

        var id = NetworkGenesis.IdOf(File.ReadAllBytes(folder.GenesisFile));
        answer.Say($"network    {world.Genesis.Network}");
        answer.Say($"genesis    {folder.GenesisFile}");
        answer.Say($"id         {id}");
        answer.Say($"founding   {folder.ReadFounding().Count} transactions, valid until {world.LastValidity(now)}");
        answer.Say($"next       ./comity node run --data {folder.Path}");
        answer.Tell(
            new
            {
                network = world.Genesis.Network,
                id = id.ToString(),
                folder = folder.Path,
                founding = folder.ReadFounding().Count,
                validUntil = world.LastValidity(now).ToString(),
            }
        );
        return ExitCode.Done;
    }
}
