using System.CommandLine;

namespace Comity.Cli.Commands.Transactions;

/// <summary><c>comity transaction</c>: a transaction from draft to finality, signed on as many machines as it has signers.</summary>
internal static class TransactionCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("transaction", "Draft, show, sign and submit a transaction: four eyes, on two machines.")
        {
            DraftCommand.Create(),
            ShowCommand.Create(),
            SignCommand.Create(),
            SubmitCommand.Create(),
        };
}
