using System.Xml;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;

namespace Comity.Cli.Commands.Iso;

/// <summary>
/// Checks a file, whatever it holds: one message, all of whose faults are found; a batch of any size, one message at a time; or one message
/// too large to be held, part by part.
/// </summary>
/// <param name="checker">The rules; without any, an empty one.</param>
/// <param name="day">The day whose rules apply.</param>
internal sealed class FileCheck(RuleChecker checker, DateOnly day)
{
    private const int MostFailures = 100;

    /// <summary>How many messages were looked at.</summary>
    public int Messages { get; private set; }

    /// <summary>Files whose one message was read part by part, so that no rule could look at it.</summary>
    public List<string> InParts { get; } = [];

    /// <summary>What is wrong in a file, as it is found.</summary>
    public IEnumerable<MessageProblem> Problems(string file) =>
        new FileInfo(file).Length > ReadLimits.Default.MaxBytes || HasSeveralDocuments(file)
            ? Batch(file)
            : Single(file);

    private IEnumerable<MessageProblem> Single(string file)
    {
        Messages++;
        var text = File.ReadAllBytes(file);
        using var stream = new MemoryStream(text, writable: false);
        if (MessageReader.Read(text).TryGet(out var message, out _))
        {
            return checker.Check(message, text, day).Select(finding => MessageProblem.Of(file, finding));
        }

        return MessageReader.FindFailures(stream, MostFailures).Select(failure => MessageProblem.Of(file, failure));
    }

    private IEnumerable<MessageProblem> Batch(string file)
    {
        var before = Messages;
        foreach (var result in BatchChecker.Check(() => File.OpenRead(file), checker, day))
        {
            if (result is BatchCheckResult.Refused { Failure.Kind: ReadFailureKind.TooLarge } && Messages == before)
            {
                foreach (var problem in Parts(file))
                {
                    yield return problem;
                }

                yield break;
            }

            Messages++;
            switch (result)
            {
                case BatchCheckResult.Refused { Failure: var failure }:
                    yield return MessageProblem.Of(file, failure);
                    break;
                case BatchCheckResult.Checked { Findings: var findings }:
                    foreach (var finding in findings)
                    {
                        yield return MessageProblem.Of(file, finding);
                    }

                    break;
            }
        }
    }

    private IEnumerable<MessageProblem> Parts(string file)
    {
        Messages++;
        InParts.Add(file);
        using var stream = File.OpenRead(file);
        // The second level, so that a payment information of any number of transactions is no part that has to be held.
        foreach (var result in PartReader.Read(stream, levels: 2))
        {
            if (result is PartResult.Refused { Failure: var failure })
            {
                yield return MessageProblem.Of(file, failure);
            }
        }
    }

    private static bool HasSeveralDocuments(string file)
    {
        try
        {
            using var xml = XmlReader.Create(
                file,
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
            );
            // Those of a signature or of supplementary data are inside a header or a document, which are passed over whole.
            var documents = 0;
            var more = xml.Read();
            while (more)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "Document" or "AppHdr")
                {
                    documents += xml.LocalName == "Document" ? 1 : 0;
                    if (documents > 1)
                    {
                        return true;
                    }

                    xml.Skip();
                    more = !xml.EOF;
                    continue;
                }

                more = xml.Read();
            }

            return false;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
