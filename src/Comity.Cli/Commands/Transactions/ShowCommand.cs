using System.CommandLine;
using Comity.Cli.Drafting;
using Comity.Client.Drafts;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands.Transactions;

/// <summary><c>comity transaction show</c>: what a draft would do, in plain sentences.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var draft = new Argument<string>("DRAFT") { Description = "The draft." };
        var command = new Command(
            "show",
            "Show what a draft would do, who must sign, who has, and until when. Needs no node."
        )
        {
            draft,
        };
        var network = GenesisOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            return network.TryGet(parsed, out var genesis, out var names, out var failure)
                ? Show(parsed.GetRequiredValue(draft), genesis, names, answer, Clock.Now)
                : answer.Fail(ExitCode.Usage, failure);
        });
        return command;
    }

    /// <summary>Reads and shows a draft.</summary>
    public static int Show(
        string path,
        NetworkGenesis genesis,
        IReadOnlyDictionary<string, string> names,
        Answer answer,
        Timestamp now
    )
    {
        if (Read(path, genesis, names, out var sentences) is { } failure)
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        sentences!.Say(answer, now);
        answer.Tell(sentences.Machine(now));
        return ExitCode.Done;
    }

    /// <summary>Reads a draft for a network; says what is wrong with it, where something is.</summary>
    public static string? Read(
        string path,
        NetworkGenesis genesis,
        IReadOnlyDictionary<string, string> names,
        out DraftSentences? sentences
    )
    {
        sentences = null;
        if (!DraftFile.TryRead(path, out var draft, out var transaction, out var failure))
        {
            return failure;
        }

        sentences = new DraftSentences(draft, transaction, genesis, names);
        return transaction.Network == genesis.Network
            ? null
            : $"{path}: is for the network {transaction.Network}; this genesis is of {genesis.Network}.";
    }
}
