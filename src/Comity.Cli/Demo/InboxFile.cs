using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Comity.Cli.Demo;

/// <summary>Puts an ISO 20022 file into a member's inbox folder, dated for the day on which it is sent.</summary>
internal static class InboxFile
{
    // Near midnight the next day counts, so that a payment that may wait until the end of its day has time to wait.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(2);

    /// <summary>
    /// Copies a file. IntrBkSttlmDt becomes the settlement day and nothing else is changed; a file that is not XML, or
    /// has no such date, is copied byte for byte.
    /// </summary>
    /// <returns>The path of the copy.</returns>
    public static string Place(string source, string inbox, DateTimeOffset now)
    {
        Directory.CreateDirectory(inbox);
        var target = Path.Combine(inbox, Path.GetFileName(source));
        var day = (now.UtcDateTime + Margin).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(source, settings);
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            var dates = document
                .Descendants()
                .Where(static element => element.Name.LocalName == "IntrBkSttlmDt")
                .ToArray();
            foreach (var date in dates)
            {
                date.Value = day;
            }

            if (dates.Length > 0)
            {
                document.Save(target, SaveOptions.DisableFormatting);
                return target;
            }
        }
        catch (XmlException)
        {
            // Not for this function to judge: the gateway answers it.
        }

        File.Copy(source, target, overwrite: true);
        return target;
    }
}
