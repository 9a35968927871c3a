using Comity.Ordering.Files;

namespace Comity.Ordering.Tests.Simulation;

/// <summary>
/// A disk that forgets at a power cut: each sector written and each name changed since its last flush is there or not, as the
/// seed says. It can be full, and a flush can fail the way Linux lets it fail. Any thread may use it.
/// </summary>
internal sealed class SimulatedDisk(int seed) : IDisk
{
    /// <summary>More space than any test needs, in bytes.</summary>
    public const long Plenty = 1L << 40;

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly Dictionary<string, SimulatedFile> names = [];
    private readonly Dictionary<string, SimulatedFile> durableNames = [];
    private readonly List<(string[] Folders, Action<Dictionary<string, SimulatedFile>> Change)> pending = [];
    private int generation;

    /// <summary>How many bytes all files together may still grow.</summary>
    public long Space { get; set; } = Plenty;

    /// <summary>How many flushes from now on succeed.</summary>
    public int FlushesUntilFailure { get; set; } = int.MaxValue;

    /// <summary>How many flushes, of files and folders, from now on happen before the power is cut.</summary>
    public int FlushesUntilPowerCut { get; set; } = int.MaxValue;

    /// <summary>Whether every folder is a file system of its own.</summary>
    public bool FoldersAreDevices { get; set; }

    public bool PowerIsOn { get; private set; } = true;

    public IReadOnlyCollection<string> Paths => names.Keys.Order(StringComparer.Ordinal).ToArray();

    public SimulatedContent this[string path] => names[path].Cached;

    public void CutPower()
    {
        using var held = gate.EnterScope();
        foreach (var (_, change) in pending)
        {
            if (random.Next(2) == 0)
            {
                change(durableNames);
            }
        }
        pending.Clear();
        foreach (var file in names.Values.Union(durableNames.Values).ToArray())
        {
            file.CutPower(random);
        }
        names.Clear();
        foreach (var (path, file) in durableNames)
        {
            names[path] = file;
        }
        PowerIsOn = false;
        FlushesUntilPowerCut = int.MaxValue;
        generation++;
    }

    /// <summary>Ends the process: what is in the cache stays.</summary>
    public void Kill() => generation++;

    public void Restart()
    {
        using var held = gate.EnterScope();
        PowerIsOn = true;
    }

    /// <summary>Changes bytes behind everybody's back.</summary>
    public void Damage(string path, int offset, byte mask)
    {
        names[path].Cached.Span[offset] ^= mask;
        names[path].Settle();
    }

    /// <summary>Shortens a file behind everybody's back.</summary>
    public void Shorten(string path, int length)
    {
        names[path].Cached.SetLength(length);
        names[path].Settle();
    }

    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        var file = new SimulatedFile();
        file.Write(0, bytes);
        file.Settle();
        names[path] = durableNames[path] = file;
    }

    public void Remove(string path)
    {
        names.Remove(path);
        durableNames.Remove(path);
    }

    public IDiskFile Create(string path)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        if (names.ContainsKey(path))
        {
            throw new IOException($"{path} exists.");
        }
        var file = new SimulatedFile();
        Change([Folder(path)], all => all[path] = file);
        return new Handle(this, file, path);
    }

    public IDiskFile Open(string path, FileAccess access)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        return names.TryGetValue(path, out var file)
            ? new Handle(this, file, path)
            : throw new FileNotFoundException($"{path} does not exist.");
    }

    public IReadOnlyList<string> Names(string folder)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        return names
            .Keys.Where(path => Folder(path) == folder)
            .Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    public bool AreSame(string one, string other)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        return ReferenceEquals(names[one], names[other]);
    }

    public bool TryRename(string from, string to)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        if (FoldersAreDevices && Folder(from) != Folder(to))
        {
            return false;
        }
        var file = names[from];
        Change(
            [Folder(from), Folder(to)],
            all =>
            {
                all.Remove(from);
                all[to] = file;
            }
        );
        return true;
    }

    public void Delete(string path)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        Change([Folder(path)], all => all.Remove(path));
    }

    public void FlushFolder(string folder)
    {
        using var held = gate.EnterScope();
        ThrowIfOff();
        CountFlush();
        foreach (var (_, change) in pending.Where(one => one.Folders.Contains(folder)))
        {
            change(durableNames);
        }
        pending.RemoveAll(one => one.Folders.Contains(folder));
    }

    private void CountFlush()
    {
        if (FlushesUntilPowerCut-- <= 0)
        {
            CutPower();
            throw new PowerCutException();
        }
    }

    private static string Folder(string path) => Path.GetDirectoryName(path)!;

    private void Change(string[] folders, Action<Dictionary<string, SimulatedFile>> change)
    {
        change(names);
        pending.Add((folders, change));
    }

    private void ThrowIfOff()
    {
        if (!PowerIsOn)
        {
            throw new PowerCutException();
        }
    }

    private sealed class Handle(SimulatedDisk disk, SimulatedFile file, string path) : IDiskFile
    {
        private readonly int generation = disk.generation;

        public long Length
        {
            get
            {
                using var held = disk.gate.EnterScope();
                return Usable().Cached.Length;
            }
        }

        public int Read(Span<byte> destination, long offset)
        {
            using var held = disk.gate.EnterScope();
            var content = Usable().Cached.Span;
            if (offset >= content.Length)
            {
                return 0;
            }
            var size = Math.Min(destination.Length, content.Length - (int)offset);
            content.Slice((int)offset, size).CopyTo(destination);
            return size;
        }

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            using var held = disk.gate.EnterScope();
            var growth = Math.Max(0, offset + source.Length - Length);
            if (growth > disk.Space)
            {
                var fitting = (int)Math.Max(0, source.Length - (growth - disk.Space));
                Usable().Write((int)offset, source[..fitting]);
                disk.Space = 0;
                throw new DiskFullException(path, new IOException("full"));
            }
            disk.Space -= growth;
            Usable().Write((int)offset, source);
        }

        public void SetLength(long length)
        {
            using var held = disk.gate.EnterScope();
            disk.Space += Math.Max(0, Length - length);
            Usable().SetLength((int)length);
        }

        public void Flush()
        {
            using var held = disk.gate.EnterScope();
            Usable();
            disk.CountFlush();
            if (disk.FlushesUntilFailure-- <= 0)
            {
                disk.FlushesUntilFailure = int.MaxValue;
                Usable().FailFlush(disk.random);
                throw new IOException("Input/output error");
            }
            Usable().Flush();
        }

        public void DropCache()
        {
            using var held = disk.gate.EnterScope();
            Usable().DropCache();
        }

        public void Dispose() { }

        private SimulatedFile Usable() =>
            disk.PowerIsOn && generation == disk.generation ? file : throw new PowerCutException();
    }
}
