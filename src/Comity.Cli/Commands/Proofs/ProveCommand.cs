using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Client.Proofs;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Wire;
using Grpc.Core;

namespace Comity.Cli.Commands.Proofs;

/// <summary><c>comity prove</c>: a proof from a node, to be kept and checked elsewhere.</summary>
internal static class ProveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("prove", "Get a proof from a node, to be kept and checked elsewhere with verify.");
        var account = new Argument<string>("ACCOUNT") { Description = "The account's address." };
        var held = new Argument<string>("INSTRUMENT") { Description = "What it holds." };
        command.Subcommands.Add(
            Kind(
                "balance",
                "What an account holds.",
                [account, held],
                parsed =>
                    AccountAddress.TryParse(parsed.GetRequiredValue(account), out _)
                    && InstrumentId.TryParse(parsed.GetRequiredValue(held), out _)
                        ? new ProveRequest
                        {
                            Balance = new BalanceSubject
                            {
                                Account = parsed.GetRequiredValue(account),
                                Instrument = parsed.GetRequiredValue(held),
                            },
                        }
                        : null
            )
        );
        var instrument = new Argument<string>("INSTRUMENT") { Description = "The instrument." };
        command.Subcommands.Add(
            Kind(
                "supply",
                "What has been issued and redeemed of an instrument.",
                [instrument],
                parsed =>
                    InstrumentId.TryParse(parsed.GetRequiredValue(instrument), out var id)
                        ? new ProveRequest { Supply = id.ToString() }
                        : null
            )
        );
        var uetr = new Argument<string>("UETR") { Description = "The settlement." };
        command.Subcommands.Add(
            Kind(
                "settlement",
                "How a settlement stands, or that there is none.",
                [uetr],
                parsed =>
                    Uetr.TryParse(parsed.GetRequiredValue(uetr), out var id)
                        ? new ProveRequest { Settlement = id.ToString() }
                        : null
            )
        );
        return command;
    }

    private static Command Kind(
        string name,
        string description,
        IEnumerable<Argument> arguments,
        Func<ParseResult, ProveRequest?> read
    )
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        var output = new Option<string>("--out")
        {
            Description = "Where to keep the proof; the standard output where left out.",
            HelpName = "FILE",
        };
        command.Options.Add(output);
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                read(parsed) is { } question
                    ? NodeCall.RunAsync(
                        parsed,
                        node,
                        async (seats, answer) =>
                            Tell(await AskAsync(seats, question, cancellation), parsed.GetValue(output), answer)
                    )
                    : Task.FromResult(
                        Answer.For(parsed).Fail(ExitCode.Usage, "the account, instrument or UETR has no such form.")
                    )
        );
        return command;
    }

    // Each sees what is its own: the first who may ask is answered.
    private static async Task<SavedProof> AskAsync(
        NodeSeats seats,
        ProveRequest question,
        CancellationToken cancellation
    )
    {
        for (var index = 0; ; index++)
        {
            try
            {
                return await SavedProof.AskAsync(seats.All[index], question, cancellation);
            }
            catch (RpcException fault)
                when (fault.StatusCode is StatusCode.PermissionDenied or StatusCode.NotFound
                    && index + 1 < seats.All.Count
                )
            {
                // The next one may.
            }
        }
    }

    private static int Tell(SavedProof proof, string? path, Answer answer)
    {
        if (path is null && !answer.Json)
        {
            Console.Out.WriteLine(proof.ToJson());
            return ExitCode.Done;
        }

        if (path is not null)
        {
            File.WriteAllText(path, proof.ToJson());
            answer.Say($"{path}: against the state root of block {proof.Answer.Height}, {proof.Answer.StateRoot}");
            answer.Say(
                $"Check it with: ./comity verify {path} --root ROOT, with a root from somebody else than the node."
            );
        }

        var supply = proof.Answer.Supply;
        answer.Tell(
            new
            {
                file = path,
                height = proof.Answer.Height,
                root = proof.Answer.StateRoot,
                issuedUnits = supply?.Issued.ToUnits().ToString(),
                redeemedUnits = supply?.Redeemed.ToUnits().ToString(),
                proof = System.Text.Json.Nodes.JsonNode.Parse(proof.ToJson()),
            }
        );
        return ExitCode.Done;
    }
}
