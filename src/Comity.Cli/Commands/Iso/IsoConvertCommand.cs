using System.CommandLine;
using System.Text;
using Comity.Iso20022;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso convert</c>: a message in another version, in JSON, or from SWIFT MT and to it.</summary>
internal static class IsoConvertCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The message: ISO 20022 in XML or JSON, or a SWIFT MT.",
        };
        var target = new Option<string>("--to")
        {
            Description = "What is wanted: another version, as pacs.008.001.13; json; mt; or xml.",
            Required = true,
            HelpName = "FORM",
        };
        var source = new Option<string>("--from")
        {
            Description = "Which message a JSON text is, as pacs.008.001.08, where it has no header that says it.",
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
                "Convert also where the other form cannot hold everything. What it cannot hold is listed either way.",
        };
        var command = new Command(
            "convert",
            "Convert a message to another version of it, to JSON and back, or between SWIFT MT and ISO 20022, with a list of what is lost."
        )
        {
            file,
            target,
            source,
            output,
            lossy,
        };
        command.SetAction(parsed =>
        {
            var (answer, path) = (Answer.For(parsed), parsed.GetRequiredValue(file));
            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            MessageType? given = null;
            return parsed.GetValue(source) is { } named && !SupportedMessages.TryGet(named, out given)
                ? answer.Fail(ExitCode.Usage, NoSuchMessage.Named(named))
                : Show(
                    path,
                    Conversion.Of(File.ReadAllBytes(path), given, parsed.GetRequiredValue(target)),
                    parsed.GetValue(output),
                    parsed.GetValue(lossy),
                    answer
                );
        });
        return command;
    }

    private static int Show(string path, Conversion conversion, string? output, bool lossy, Answer answer) =>
        conversion switch
        {
            Conversion.Refused refused => answer.Fail(ExitCode.Usage, $"{path}: {refused.Failure}"),
            Conversion.Impossible impossible => Leave(
                impossible.Remarks,
                "not converted: it asks for something that the message does not have.",
                answer
            ),
            Conversion.Done done when done.Remarks.Any(static one => one.IsLoss) && !lossy => Leave(
                done.Remarks,
                "not converted, since something would be lost; --lossy converts the rest.",
                answer
            ),
            Conversion.Done done => Write(done, output, answer),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static int Leave(IReadOnlyList<ConversionRemark> remarks, string why, Answer answer)
    {
        Show(remarks);
        Console.Error.WriteLine($"comity: {why}");
        answer.Tell(new { converted = false, remarks });
        return ExitCode.Refused;
    }

    private static int Write(Conversion.Done done, string? output, Answer answer)
    {
        Show(done.Remarks);
        if (output is not null)
        {
            File.WriteAllBytes(output, done.Text);
        }
        else if (!answer.Json)
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(done.Text);
        }

        answer.Tell(
            new
            {
                converted = true,
                output,
                text = output is null ? Encoding.UTF8.GetString(done.Text) : null,
                remarks = done.Remarks,
            }
        );
        return ExitCode.Done;
    }

    private static void Show(IReadOnlyList<ConversionRemark> remarks)
    {
        foreach (var remark in remarks)
        {
            Console.Error.WriteLine($"comity: {(remark.IsLoss ? "lost" : "changed")}: {remark}");
        }
    }
}
