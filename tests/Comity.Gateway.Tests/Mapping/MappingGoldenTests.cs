using System.Text;
using Comity.Client;
using Comity.Client.Security;
using Comity.Gateway.Directory;
using Comity.Gateway.Mapping;
using Comity.Iso20022.Reading;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Tests.Mapping;

/// <summary>
/// Every message of Golden/*.xml maps to what stands beside it. After an intended change, run with COMITY_GOLDEN=write in the environment,
/// build again, and look at the difference.
/// </summary>
public sealed class MappingGoldenTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Messages =>
        [
            .. System
                .IO.Directory.GetFiles(Folder, "*.xml")
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal),
        ];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_maps_to_what_is_written_beside_it(string name)
    {
        var text = Map(Path.Combine(Folder, name + ".xml"));
        if (GoldenFile.IsWritten)
        {
            File.WriteAllText(
                Path.Combine(RepositoryFolder.Root, "tests/Comity.Gateway.Tests/Golden", name + ".txt"),
                text
            );
        }

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".txt")), text);
    }

    private static string Map(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.True(MessageReader.Read(bytes).TryGet(out var message, out var failure), $"{failure}");
        using var connection = NodeConnection.Open(new Uri("http://127.0.0.1:1"), ConnectionSecurity.None);
        using var key = SigningKey.FromSeed(new byte[32]);
        var text = new StringBuilder();
        foreach (
            var instruction in MessageMapper.Map(message.Document, Sha256.Hash(bytes), Options(connection, key), Now)
        )
        {
            Write(text, instruction);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MappedInstruction instruction)
    {
        text.Append(instruction.References.Uetr).Append('\n');
        if (instruction is MappedInstruction.Refused refused)
        {
            text.Append("  refused ").Append(refused.Refusal).Append('\n');
            return;
        }

        var order = Assert.IsType<MappedInstruction.Accepted>(instruction).Order;
        foreach (var leg in order.Terms.Legs)
        {
            text.Append($"  {Name(leg.From)} pays {Name(leg.To)} {leg.Amount}\n");
        }

        if (order.Exchange is { } exchange)
        {
            text.Append(
                $"  {Name(exchange.Payer)} pays {Name(exchange.Payee)} {exchange.Received} for at most {exchange.Limit}\n"
            );
        }

        foreach (var window in order.Terms.Conditions.OfType<TimeWindow>())
        {
            text.Append($"  not before {window.NotBefore}\n");
        }

        text.Append(
            order.Terms.Queue is { } queue
                ? $"  waits to {queue.ExpiresAt}, priority {queue.Priority}{(queue.Reserve ? ", holding funds" : "")}\n"
                : "  now or refused\n"
        );
        text.Append($"  settlement {order.Terms.Uetr}, purpose '{order.Terms.Purpose}', ");
        text.Append(order.Terms.Content is null ? "no content\n" : "content is the file\n");
    }

    private static string Name(AccountAddress account) =>
        new[] { "BJ", "HK", "TH", "SV" }.FirstOrDefault(name => Account(name) == account, account.ToString());

    private static AccountAddress Account(string name) =>
        new(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(name, 10))));

    private static Lei LeiOf(string name) => Lei.WithCheckDigits(name.PadRight(18, '0'));

    private static GatewayOptions Options(NodeConnection connection, SigningKey key) =>
        new()
        {
            Connection = connection,
            Network = "golden",
            Participant = LeiOf("BJ"),
            Bic = Bic.Parse("BKBJCNBJ"),
            SigningKeys = [key],
            Accounts = [Account("BJ")],
            InboxDatabase = "unused",
            OutboxFolder = "unused",
            Directory = new BankDirectory(
                [
                    new DirectoryBank(Bic.Parse("BKBJCNBJ"), LeiOf("BJ"), [new DirectoryAccount(Account("BJ"))]),
                    new DirectoryBank(
                        Bic.Parse("BKHKHKHH"),
                        LeiOf("HK"),
                        [new DirectoryAccount(Account("HK")), new DirectoryAccount(Account("SV"), "HK-SAVINGS")]
                    ),
                    new DirectoryBank(Bic.Parse("BKBKTHBK"), LeiOf("TH"), [new DirectoryAccount(Account("TH"))]),
                ],
                new[] { "CNY", "HKD", "THB" }.ToDictionary(InstrumentId.Parse, _ => 2)
            ),
        };
}
