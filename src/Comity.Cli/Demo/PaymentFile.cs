using System.Globalization;
using System.Xml.Linq;
using Comity.Cli.Output;
using Comity.Cli.Scenarios;
using Comity.Cli.Scenarios.Steps;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Cli.Demo;

/// <summary>Writes a pacs.008.001.08 from a scenario's short description of a payment.</summary>
internal static class PaymentFile
{
    private static readonly XNamespace Namespace = "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08";

    /// <summary>Writes the file.</summary>
    /// <param name="scenario">Who is who.</param>
    /// <param name="step">The description.</param>
    /// <param name="most">The most that the payer gives, in its currency.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="now">When.</param>
    /// <returns>The path.</returns>
    public static string Write(Scenario scenario, PayStep step, Amount most, string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var id = $"PAY-{now:yyyyMMddHHmmss}-{step.Line}";
        var transfer = El(
            "CdtTrfTxInf",
            El("PmtId", El("InstrId", id), El("EndToEndId", id), El("UETR", Uetr.Random().ToString())),
            Money("IntrBkSttlmAmt", scenario, step.Amount),
            El("IntrBkSttlmDt", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            most.Instrument == step.Amount.Instrument ? null : Money("InstdAmt", scenario, most),
            El("ChrgBr", "SHAR"),
            Agent("InstgAgt", step.From),
            Agent("InstdAgt", step.To),
            El("Dbtr", El("Nm", $"A customer of {scenario[step.From].Name}")),
            Agent("DbtrAgt", step.From),
            Agent("CdtrAgt", step.To),
            El("Cdtr", El("Nm", $"A customer of {scenario[step.To].Name}")),
            step.Purpose.Length == 0 ? null : El("Purp", El("Cd", step.Purpose))
        );
        var header = El(
            "GrpHdr",
            El("MsgId", id),
            El("CreDtTm", now.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture)),
            El("NbOfTxs", "1"),
            El("SttlmInf", El("SttlmMtd", "CLRG"))
        );
        var path = Path.Combine(folder, $"{id}.xml");
        new XDocument(El("Document", El("FIToFICstmrCdtTrf", header, transfer))).Save(path);
        return path;
    }

    private static XElement El(string name, params object?[] content) => new(Namespace + name, content);

    private static XElement Agent(string name, Bic bic) => El(name, El("FinInstnId", El("BICFI", bic.ToString())));

    private static XElement Money(string name, Scenario scenario, Amount amount) =>
        El(
            name,
            new XAttribute("Ccy", amount.Instrument.ToString()),
            Amounts.Plain(amount.Units, scenario[amount.Instrument].Decimals, grouped: false)
        );
}
