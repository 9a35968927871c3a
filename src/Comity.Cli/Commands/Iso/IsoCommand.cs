using System.CommandLine;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso</c>: ISO 20022 messages as files. Needs no node.</summary>
internal static class IsoCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("iso", "Check, explain, convert, make, sign and verify ISO 20022 messages. Needs no node.")
        {
            IsoCheckCommand.Create(),
            IsoExplainCommand.Create(),
            IsoConvertCommand.Create(),
            IsoGenerateCommand.Create(),
            IsoSignCommand.Create(),
            IsoVerifyCommand.Create(),
        };
}
