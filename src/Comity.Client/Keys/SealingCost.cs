namespace Comity.Client.Keys;

/// <summary>What it costs to try one passphrase: Argon2id (RFC 9106) with one lane.</summary>
/// <param name="MemoryKibibytes">Memory, in KiB: <see cref="Least"/> to <see cref="Most"/>.</param>
/// <param name="Passes">Passes over it: <see cref="Least"/> to <see cref="Most"/>.</param>
public sealed record SealingCost(int MemoryKibibytes, int Passes)
{
    /// <summary>64 MiB and 3 passes, the memory and passes of RFC 9106, section 4, second recommendation: about 0.2 seconds.</summary>
    public static SealingCost Default { get; } = new(64 * 1024, 3);

    /// <summary>19 MiB and 2 passes (OWASP Password Storage Cheat Sheet): a file that asks for less is not opened.</summary>
    public static SealingCost Least { get; } = new(19 * 1024, 2);

    /// <summary>1 GiB and 32 passes: a file that asks for more is not opened, lest opening it stops the machine.</summary>
    public static SealingCost Most { get; } = new(1024 * 1024, 32);

    /// <summary>What is wrong with it; null where it is within the bounds.</summary>
    internal string? Fault() =>
        MemoryKibibytes < Least.MemoryKibibytes
            ? $"memory_kib is {MemoryKibibytes}; less than {Least.MemoryKibibytes} is too weak"
        : Passes < Least.Passes ? $"passes is {Passes}; less than {Least.Passes} is too weak"
        : MemoryKibibytes > Most.MemoryKibibytes
            ? $"memory_kib is {MemoryKibibytes}; more than {Most.MemoryKibibytes} (1 GiB) is not tried"
        : Passes > Most.Passes ? $"passes is {Passes}; more than {Most.Passes} is not tried"
        : null;
}
