using System.CommandLine;
using Comity.Iso20022;
using Comity.Iso20022.Bridging;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Values;
using Comity.Iso20022.Writing;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso convert</c>: a message in another version of it.</summary>
internal static class IsoConvertCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The message." };
        var target = new Option<string>("--to")
        {
            Description = "The version wanted, as pacs.008.001.13.",
            Required = true,
            HelpName = "MESSAGE",
        };
        var output = new Option<string>("--output")
        {
            Description = "The file to write; else standard output.",
            HelpName = "FILE",
        };
        var lossy = new Option<bool>("--lossy")
        {
            Description =
                "Convert also where the other version cannot hold everything. What it cannot hold is listed either way.",
        };
        var command = new Command(
            "convert",
            "Convert a message to another version of it, with a list of what that one cannot hold."
        )
        {
            file,
            target,
            output,
            lossy,
        };
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            if (!SupportedMessages.TryGet(parsed.GetRequiredValue(target), out var version))
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"'{parsed.GetRequiredValue(target)}' is not a message that is supported here: {string.Join(", ", SupportedMessages.All)}."
                );
            }

            if (!MessageReader.Read(File.ReadAllBytes(path)).TryGet(out var message, out var failure))
            {
                return answer.Fail(ExitCode.Usage, $"{path}:{failure}");
            }

            return VersionBridge.Pairs.Contains((message.Document.Type, version))
                ? Convert(message, version, parsed.GetValue(output), parsed.GetValue(lossy), answer)
                : answer.Fail(ExitCode.Usage, $"{version} is not another version of {message.Document.Type}.");
        });
        return command;
    }

    private static int Convert(BusinessMessage message, MessageType version, string? output, bool lossy, Answer answer)
    {
        var result = VersionBridge.Convert(message.Document, version);
        foreach (var unheld in result.Unheld)
        {
            Console.Error.WriteLine($"comity: not held by {version}: {unheld}");
        }

        if (result is not BridgeResult.Converted converted || (result.Unheld.Count > 0 && !lossy))
        {
            answer.Tell(new { converted = false, unheld = result.Unheld.Select(Machine) });
            Console.Error.WriteLine(
                result is BridgeResult.Converted
                    ? "comity: not converted, since something would be lost; --lossy converts the rest."
                    : $"comity: not converted: {version} asks for something that the message does not have."
            );
            return ExitCode.Refused;
        }

        var header = message.Header is { } given ? given with { MsgDefIdr = version.Identifier } : null;
        var text = MessageWriter.ToBytes(converted.Message, header);
        Write(text, output, answer);
        answer.Tell(
            new
            {
                converted = true,
                output,
                text = output is null ? System.Text.Encoding.UTF8.GetString(text) : null,
                unheld = result.Unheld.Select(Machine),
            }
        );
        return ExitCode.Done;
    }

    private static void Write(byte[] text, string? output, Answer answer)
    {
        if (output is not null)
        {
            File.WriteAllBytes(output, text);
        }
        else if (!answer.Json)
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(text);
        }
    }

    private static object Machine(Unheld unheld) =>
        new
        {
            path = unheld.Path,
            value = unheld.Value,
            reason = unheld.Reason.ToString(),
            detail = unheld.Detail,
        };
}
