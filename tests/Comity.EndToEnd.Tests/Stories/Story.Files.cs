using System.Xml.Linq;
using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;

namespace Comity.EndToEnd.Tests.Stories;

/// <summary>When: a bank hands in an ISO 20022 file.</summary>
internal sealed partial class Story
{
    /// <summary>A customer's payment (pacs.008) in a file, and every file that the bank's gateway has answered with so far.</summary>
    public async Task<(Payment Payment, IReadOnlyList<XDocument> Answers)> SendsFile(
        Bank payer,
        Bank payee,
        string amount,
        string purpose,
        Uetr? uetr = null
    )
    {
        var id = uetr ?? Uetr.Random();
        var file = world.Scratch($"{Guid.NewGuid():N}.xml");
        Message(payer, payee, amount, purpose, id).Save(file);
        var sent = await new CommandLineDoor(world).AskAsync(payer, "send", file);
        Assert.True(sent.Output.Length > 0, sent.Errors);
        var outcome = Assert.Single(sent.Json["outcomes"]!.AsArray())!;
        Assert.Equal(id.ToString(), (string)outcome["uetr"]!);
        var isSettled = (string)outcome["status"]! == "Settled";
        Assert.Equal(isSettled ? 0 : 1, sent.Code);
        var told = isSettled
            ? Verdict.Applied
            : new Verdict("refused", (string)outcome["refusal"]!, (string)outcome["reason"]!, (string)outcome["rule"]!);
        var answers = Directory.EnumerateFiles((string)sent.Json["outbox"]!, "*.xml").Select(XDocument.Load);
        var view = await world.Sdk(payer).GetSettlementAsync(id);
        return (new Payment(id, view.Terms, told), [.. answers]);
    }

    /// <summary>A settlement that never came to be, at every door.</summary>
    public async Task IsUnknown(Uetr uetr, Bank asker) =>
        Assert.Equal(Standing.Unknown, await Agreed(door => door.StandingAsync(asker, uetr)));

    // As the demonstration's banks write it.
    private static XDocument Message(Bank payer, Bank payee, string amount, string purpose, Uetr uetr)
    {
        var message = XDocument.Load(Path.Combine(RepositoryFolder.Root, "samples", "demo", "01-same-currency.xml"));
        var money = Money.Of(amount);
        foreach (var element in message.Descendants().Where(static one => !one.HasElements))
        {
            element.Value = (element.Name.LocalName, element.Value) switch
            {
                ("BICFI", "GUANCNBJ") => payer.Bic.ToString(),
                ("BICFI", "JINHCNSH") => payee.Bic.ToString(),
                ("BizMsgIdr" or "MsgId", _) => $"E2E-{uetr.ToString()[..8]}",
                ("UETR", _) => uetr.ToString(),
                ("IntrBkSttlmAmt", _) => Money.Plain(money.Units),
                ("IntrBkSttlmDt", _) => $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}",
                ("Cd", _) => purpose,
                (_, var other) => other,
            };
            if (element.Name.LocalName == "IntrBkSttlmAmt")
            {
                element.SetAttributeValue("Ccy", money.Instrument.ToString());
            }
        }

        return message;
    }
}
