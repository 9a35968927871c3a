using System.Diagnostics;
using Comity.Cli.Commands;

namespace Comity.Cli.Output;

/// <summary>
/// A bar for work that takes longer than two seconds: drawn on standard error, over itself, ten times a second at most; not
/// at all where standard error is no terminal or the answer is for machines.
/// </summary>
internal sealed class ProgressLine(string what, Answer answer) : IProgress<(ulong Done, ulong All)>, IDisposable
{
    private const int Width = 30;
    private readonly bool _shown = !answer.Json && !Console.IsErrorRedirected;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _last;
    private bool _drawn;

    /// <inheritdoc/>
    public void Report((ulong Done, ulong All) value)
    {
        if (
            !_shown
            || value.All == 0
            || Stopwatch.GetElapsedTime(_begun) < TimeSpan.FromSeconds(2)
            || (_drawn && Stopwatch.GetElapsedTime(_last) < TimeSpan.FromMilliseconds(100))
        )
        {
            return;
        }

        (_last, _drawn) = (Stopwatch.GetTimestamp(), true);
        var filled = (int)((UInt128)Width * Math.Min(value.Done, value.All) / value.All);
        Console.Error.Write(
            $"\r{what} [{new string('#', filled)}{new string('.', Width - filled)}] {value.Done} of {value.All} "
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_drawn)
        {
            Console.Error.Write($"\r{new string(' ', what.Length + Width + 50)}\r");
        }
    }
}
