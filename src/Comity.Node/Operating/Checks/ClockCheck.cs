using System.Runtime.InteropServices;

namespace Comity.Node.Operating.Checks;

/// <summary>The clock: kept by something.</summary>
internal static partial class ClockCheck
{
    // struct timex of adjtimex(2) is 208 bytes on 64-bit Linux; all zero asks and sets nothing.
    private const int TimexSize = 208;
    private const int Unsynchronised = 5;

    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        if (Ask() is Unsynchronised)
        {
            yield return new Finding(
                Severity.Warning,
                "CHK401",
                "clock",
                "is not kept in step by NTP or PTP: transactions are valid until a time, so a wrong clock refuses good ones; install chrony"
            );
        }
    }

    private static int Ask()
    {
        Span<byte> timex = stackalloc byte[TimexSize];
        timex.Clear();
        return AdjustTime(ref MemoryMarshal.GetReference(timex));
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int AdjustTime(ref byte timex);
}
