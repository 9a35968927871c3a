using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Comity.Cli.Demo;

/// <summary>Puts an ISO 20022 file into a member's inbox folder, dated for the day on which it is sent.</summary>
internal static class InboxFile
{
    // Near midnight the next day counts, so that a payment that may wait until the end of its day has time to wait.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <summary>
    /// Copies a file. The settlement date of a payment becomes the settlement day and nothing else is changed; a file that is no
    /// message, or has no such date, is copied byte for byte: the gateway answers it.
    /// </summary>
    /// <returns>The path of the copy.</returns>
    public static string Place(string source, string inbox, DateTimeOffset now)
    {
        Directory.CreateDirectory(inbox);
        var target = Path.Combine(inbox, Path.GetFileName(source));
        if (
            MessageReader.Read(File.ReadAllBytes(source)).TryGet(out var message, out _)
            && Dated(message.Document, DateOnly.FromDateTime(now.UtcDateTime + Margin)) is { } dated
        )
        {
            File.WriteAllBytes(target, MessageWriter.ToBytes(dated, message.Header));
        }
        else
        {
            File.Copy(source, target, overwrite: true);
        }

        return target;
    }

    private static Message? Dated(Message message, ISODate day) =>
        message switch
        {
            Pacs00800108 { FIToFICstmrCdtTrf: var body } => new Pacs00800108(
                body with
                {
                    GrpHdr = body.GrpHdr with { IntrBkSttlmDt = In(body.GrpHdr.IntrBkSttlmDt, day) },
                    CdtTrfTxInf =
                    [
                        .. body.CdtTrfTxInf.Select(transfer =>
                            transfer with
                            {
                                IntrBkSttlmDt = In(transfer.IntrBkSttlmDt, day),
                            }
                        ),
                    ],
                }
            ),
            Pacs00900108 { FICdtTrf: var body } => new Pacs00900108(
                body with
                {
                    GrpHdr = body.GrpHdr with { IntrBkSttlmDt = In(body.GrpHdr.IntrBkSttlmDt, day) },
                    CdtTrfTxInf =
                    [
                        .. body.CdtTrfTxInf.Select(transfer =>
                            transfer with
                            {
                                IntrBkSttlmDt = In(transfer.IntrBkSttlmDt, day),
                            }
                        ),
                    ],
                }
            ),
            _ => null,
        };

    private static ISODate? In(ISODate? stated, ISODate day) => stated is null ? null : day;
}
