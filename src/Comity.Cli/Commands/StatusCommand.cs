using System.CommandLine;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
using Comity.Client.Queries;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands;

/// <summary><c>comity status</c>: how the node and its queue stand, or one settlement.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var uetr = new Argument<string>("UETR")
        {
            Description = "A settlement; leave it out for the node and its queue.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("status", "Show how a node and its queue stand, or one settlement.") { uetr };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                NodeCall.RunAsync(
                    parsed,
                    node,
                    (seats, answer) =>
                        parsed.GetValue(uetr) is { } text
                            ? ShowSettlementAsync(seats, answer, text, cancellation)
                            : ShowNodeAsync(seats, answer, cancellation)
                )
        );
        return command;
    }

    private static async Task<int> ShowNodeAsync(NodeSeats seats, Answer answer, CancellationToken cancellation)
    {
        var network = await seats.First.GetNetworkAsync(cancellation);
        var waiting = await seats.ListWaitingAsync(cancellation);
        var root = network.StateRoot;
        answer.Say($"network     {network.Network}");
        answer.Say($"height      {network.Height}, {new Timestamp(network.Time)}");
        answer.Say($"state root  {root}");
        answer.Say($"accounts    {network.Accounts}");
        answer.Say($"finished    {network.Finished} settlements");
        answer.Say($"waiting     {network.Waiting} settlements, {waiting.Count} of them the caller's to see");
        foreach (var settlement in waiting.Take(100))
        {
            answer.Say($"  {settlement.Uetr}  {settlement.State}  since {settlement.Time}");
        }

        answer.Tell(
            new
            {
                network = network.Network,
                height = network.Height,
                time = new Timestamp(network.Time).ToString(),
                root,
                accounts = network.Accounts,
                finished = network.Finished,
                waiting = waiting.Select(Machine),
                version = network.Version,
            }
        );
        return ExitCode.Done;
    }

    private static async Task<int> ShowSettlementAsync(
        NodeSeats seats,
        Answer answer,
        string text,
        CancellationToken cancellation
    )
    {
        if (!Uetr.TryParse(text, out var uetr))
        {
            return answer.Fail(ExitCode.Usage, $"'{text}' is not a UETR: a version 4 UUID in lower case.");
        }

        var (seat, view) = await NodeSeats.SeatThatKnowsAsync(seats.All, uetr, cancellation);
        if (!view.IsKnown)
        {
            return answer.Fail(
                ExitCode.Refused,
                $"no settlement with the UETR {uetr} was ever accepted, or it is not the caller's to see."
            );
        }

        var amounts = KnownNames.Decimals(await seat.GetNetworkAsync(cancellation));
        answer.Say($"{uetr}  {view.State}  {(view.IsWaiting ? "since" : "at")} {view.Time}");
        foreach (var leg in view.Legs)
        {
            answer.Say($"  {amounts.Show(leg.Amount.Instrument, leg.Amount.Units)} from {leg.From} to {leg.To}");
        }

        answer.Tell(Machine(view));
        return ExitCode.Done;
    }

    private static object Machine(SettlementView view) =>
        new
        {
            uetr = view.Uetr.ToString(),
            state = view.State.ToString(),
            time = view.Time.ToString(),
            terms = view.Terms.ToString(),
            legs = view.Legs.Select(static leg => new
            {
                from = leg.From.ToString(),
                to = leg.To.ToString(),
                instrument = leg.Amount.Instrument.ToString(),
                units = leg.Amount.Units.ToString(),
            }),
        };
}
