using System.Xml.Linq;
using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;

namespace Comity.EndToEnd.Tests;

/// <summary>ISO 20022 files through <c>comity send</c>: what came of them is asked at every door, and in the answers' files.</summary>
public sealed class FileStories(WorldNode world) : StoryTests(world)
{
    [Fact]
    public async Task A_customer_payment_in_a_file_settles_and_is_answered_and_notified_in_files()
    {
        var story = Through(Way.CommandLine);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");

        var (payment, answers) = await story.SendsFile(payer, payee, "CNY 249.99", "GDDS");

        await story.Stands(payment, "SETTLED", payer, payee, story.Authority("CN"));
        await story.Holds(payer, "CNY 750.01");
        await story.Holds(payee, "CNY 249.99");
        await story.HasHistory(payee, payee, Story.Line("CREDITED", "CNY 249.99", payer, payment, "GDDS"));
        Assert.Equal(("ACSC", ""), StatusOf(answers, payment.Uetr));
        Assert.Contains(answers, static one => TypeOf(one) == "camt.054.001.08");
    }

    [Fact]
    public async Task A_payment_that_a_rule_forbids_is_rejected_in_the_answers_file_with_the_reason()
    {
        var story = Through(Way.CommandLine);
        var payer = await story.Bank("AE", "AED 1000.00");
        var payee = await story.Bank("AE");

        var (payment, answers) = await story.SendsFile(payer, payee, "AED 100.00", "CHAR");

        Assert.Equal("refused", payment.Told.Kind);
        Assert.Equal("AE/AE-PURPOSE", payment.Told.Rule);
        Assert.Equal(("RJCT", payment.Told.Reason), StatusOf(answers, payment.Uetr));
        await story.IsUnknown(payment.Uetr, payer);
        await story.Holds(payer, "AED 1000.00");
        await story.HasHistory(payer, payer, Story.Line("ISSUED", "AED 1000.00", null, null));
    }

    [Fact]
    public async Task A_file_that_is_sent_twice_pays_once()
    {
        var story = Through(Way.CommandLine);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");
        var uetr = Uetr.Random();

        var (first, _) = await story.SendsFile(payer, payee, "CNY 10.00", "GDDS", uetr);
        var (second, _) = await story.SendsFile(payer, payee, "CNY 10.00", "GDDS", uetr);

        Assert.Equal(first.Told, second.Told);
        await story.Holds(payee, "CNY 10.00");
        await story.HasHistory(payee, payee, Story.Line("CREDITED", "CNY 10.00", payer, first, "GDDS"));
    }

    private static string TypeOf(XDocument answer) => Texts(answer, "MsgDefIdr").Single();

    private static (string Status, string Reason) StatusOf(IEnumerable<XDocument> answers, Uetr uetr)
    {
        var report = Assert.Single(
            answers,
            one =>
                TypeOf(one).StartsWith("pacs.002", StringComparison.Ordinal)
                && Texts(one, "OrgnlUETR").Contains(uetr.ToString(), StringComparer.Ordinal)
        );
        var reason = report.Descendants().FirstOrDefault(static one => one.Name.LocalName == "StsRsnInf");
        return (Texts(report, "TxSts").Single(), reason is null ? "" : Code(reason));
    }

    private static string Code(XElement reason) =>
        reason.Descendants().Single(static one => one.Name.LocalName == "Cd").Value;

    private static IEnumerable<string> Texts(XDocument answer, string name) =>
        answer.Descendants().Where(one => one.Name.LocalName == name).Select(static one => one.Value);
}
