using Comity.Protocol.Identifiers;
using Comity.Testing;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>What a disk and a clock do to a real node process.</summary>
public sealed class DiskTests
{
    private const uint RecordMark = 0x31524D43;

    [Fact]
    public async Task A_torn_tail_is_cut_and_nothing_acknowledged_goes_with_it()
    {
        using var place = new CrashPlace();
        var before = await RunAndKill(place, payments: 20);
        var end = EndOfRecords(place.LastSegment);
        using (var file = File.Open(place.LastSegment, FileMode.Open))
        {
            // The beginning of a record that never became whole.
            file.Position = end;
            file.Write([0x43, 0x4d, 0x52, 0x31, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        }

        using var node = place.Start();

        Assert.Equal(before.Height, (await Network(node)).Height);
        Assert.Equal(before.StateRoot, (await Network(node)).StateRoot);
    }

    [Fact]
    public async Task A_flipped_bit_in_the_middle_stops_the_node_with_place_and_remedy()
    {
        using var place = new CrashPlace();
        await RunAndKill(place, payments: 20);
        using (var file = File.Open(place.LastSegment, FileMode.Open))
        {
            file.Position = EndOfRecords(place.LastSegment, file) / 2;
            var value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 1));
        }

        var said = place.StartInVain();

        Assert.Contains("LogDamagedException", said, StringComparison.Ordinal);
        Assert.Contains("offset", said, StringComparison.Ordinal);
        Assert.Contains("Restore the segment from a backup", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_went_back_stops_nothing_and_time_stands_still()
    {
        using var place = new CrashPlace();
        var before = await RunAndKill(place, payments: 5);

        using var node = place.Start(clock: TimeSpan.FromHours(-2));
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, await Pay(node, place.World));
        var after = await Network(node);

        Assert.Equal(before.Time, after.Time);
        Assert.Equal(before.Height + 1, after.Height);
    }

    [Fact]
    public async Task A_full_disk_orders_nothing_more_until_there_is_space_and_loses_nothing()
    {
        using var mount = TemporaryMount.TryMake(megabytes: 6);
        Assert.SkipUnless(mount is not null, "Mounting a tmpfs is not permitted here.");
        using var place = new CrashPlace(Path.Combine(mount.Path, "node"));
        using var node = place.Start();
        await Found(node, place.World);
        var filler = Path.Combine(mount.Path, "filler");
        mount.Fill(filler);
        var kinds = new List<Wire.TransactionOutcome.Types.Kind>();
        for (var payment = 0; payment < 20_000 && !kinds.Contains(Wire.TransactionOutcome.Types.Kind.Busy); payment++)
        {
            kinds.Add(await Pay(node, place.World));
        }

        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Busy, kinds[^1]);
        File.Delete(filler);
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, await Pay(node, place.World));
        var before = await Network(node);
        node.Kill();
        using var again = place.Start();
        Assert.Equal(before.StateRoot, (await Network(again)).StateRoot);
    }

    [Fact]
    public async Task A_read_only_folder_is_refused_and_says_what_to_do()
    {
        using var mount = TemporaryMount.TryMake(megabytes: 16);
        Assert.SkipUnless(mount is not null, "Mounting a tmpfs is not permitted here.");
        using var place = new CrashPlace(Path.Combine(mount.Path, "node"));
        await RunAndKill(place, payments: 1);
        Assert.SkipUnless(mount.TryMakeReadOnly(), "Remounting is not permitted here.");

        Assert.Contains("DataFolderReadOnlyException", place.StartInVain(), StringComparison.Ordinal);
    }

    private static async Task<Wire.NetworkInfo> RunAndKill(CrashPlace place, int payments)
    {
        using var node = place.Start();
        await Found(node, place.World);
        for (var payment = 0; payment < payments; payment++)
        {
            Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, await Pay(node, place.World));
        }

        var info = await Network(node);
        node.Kill();
        return info;
    }

    private static async Task Found(NodeProcess node, TestWorld world)
    {
        var request = new Wire.SubmitRequest
        {
            Transactions = { world.Founding(1_000_000).Select(ByteString.CopyFrom) },
        };
        await node.Client.Transactions.SubmitAsync(request);
    }

    private static async Task<Wire.TransactionOutcome.Types.Kind> Pay(NodeProcess node, TestWorld world)
    {
        var payment = world.Pay(world.Banks[0], world.Banks[1], 1, Uetr.Random());
        var request = new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment) } };
        return Assert.Single((await node.Client.Transactions.SubmitAsync(request)).Outcomes).Kind;
    }

    private static async Task<Wire.NetworkInfo> Network(NodeProcess node) =>
        await node.Client.Network.GetNetworkAsync(new Wire.GetNetworkRequest());

    private static long EndOfRecords(string segment)
    {
        using var file = File.OpenRead(segment);
        return EndOfRecords(segment, file);
    }

    // A record: its mark, at 92 its payload's length, from 96 its payload (docs/decisions/0006-block-log-format.md).
    private static long EndOfRecords(string segment, FileStream file)
    {
        var bytes = new byte[new FileInfo(segment).Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var at = 64;
        while (BitConverter.ToUInt32(bytes, at) == RecordMark)
        {
            at += 96 + BitConverter.ToInt32(bytes, at + 92);
        }

        return at;
    }
}
