using Comity.Client.Tests.Network;
using Comity.Gateway.Directory;
using Comity.Gateway.Recall;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Tests.Support;

/// <summary>A bank with a gateway of its own and folders on disk.</summary>
internal sealed class Branch : IDisposable
{
    private readonly World _world;
    private readonly Somebody _bank;
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("comity-gateway").FullName;
    private Gateway? _gateway;
    private int _files;

    public Branch(World world, Somebody bank)
    {
        (_world, _bank) = (world, bank);
    }

    public RecallPolicy Recalls { get; set; } = RecallPolicy.Refuse;

    public Action<GatewayStep> AtStep { get; set; } = static _ => { };

    /// <summary>How far the bank's clock is ahead of the real one.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The node; the world's own unless set.</summary>
    public Comity.Client.NodeConnection? Connection { get; init; }

    public string Outbox => Path.Combine(_folder, "outbox");

    public GatewayOptions Options =>
        new()
        {
            Connection = Connection ?? _world.Connection,
            Network = World.Network,
            Participant = _bank.Lei,
            Bic = _bank.Bic,
            SigningKeys = [_bank.Key],
            Accounts = [_bank.Account],
            InboxDatabase = Path.Combine(_folder, "inbox.db"),
            OutboxFolder = Outbox,
            Directory = DirectoryOf(_world),
            Recalls = Recalls,
            AtStep = step => AtStep(step),
            Clock = new ClockAhead(Ahead),
        };

    public static BankDirectory DirectoryOf(World world) =>
        new(
            new[] { world.Beijing, world.Hongkong, world.Bangkok }.Select(bank => new DirectoryBank(
                bank.Bic,
                bank.Lei,
                [new DirectoryAccount(bank.Account)]
            )),
            World.Currencies.ToDictionary(InstrumentId.Parse, _ => 2)
        );

    public async Task<IReadOnlyList<InstructionOutcome>> ProcessAsync(Message message) =>
        await ProcessAsync(Files.Bytes(message));

    public async Task<IReadOnlyList<InstructionOutcome>> ProcessAsync(byte[] bytes)
    {
        var path = Path.Combine(_folder, $"{++_files:000}.xml");
        await File.WriteAllBytesAsync(path, bytes);
        _gateway ??= Gateway.Create(Options);
        return await _gateway.ProcessFileAsync(path);
    }

    public async Task NotifyAsync()
    {
        _gateway ??= Gateway.Create(Options);
        await _gateway.WriteNotificationsAsync();
    }

    /// <summary>The process ends; the next call starts another on the same folder.</summary>
    public void Restart()
    {
        _gateway?.Dispose();
        _gateway = null;
    }

    /// <summary>All messages of a kind in the outbox, read back, which checks them against their schema.</summary>
    public IReadOnlyList<T> Written<T>()
        where T : Message =>
        System.IO.Directory.Exists(Outbox)
            ?
            [
                .. System
                    .IO.Directory.GetFiles(Outbox, "*.xml")
                    .Order(StringComparer.Ordinal)
                    .Select(ReadBack)
                    .OfType<T>(),
            ]
            : [];

    public Dictionary<string, string> Snapshot() =>
        System.IO.Directory.GetFiles(Outbox).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText);

    public IEnumerable<PaymentTransaction110> Reported() =>
        Written<Pacs00200110>().SelectMany(report => report.FIToFIPmtStsRpt.TxInfAndSts);

    public void Dispose()
    {
        Restart();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private sealed class ClockAhead(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }

    private static Message ReadBack(string path)
    {
        using var file = File.OpenRead(path);
        Assert.True(MessageReader.Read(file).TryGet(out var message, out var failure), $"{path}: {failure}");
        Assert.NotNull(message.Header);
        return message.Document;
    }
}
