using Microsoft.Extensions.Logging;

namespace Comity.Node.Access;

/// <summary>
/// Something that is read from files and read again when one of them changes, without a restart. Where the new content cannot be
/// used, the old one stays and the log says so. Files are looked at when asked, at most once a second.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class ReloadedFile<T>
    where T : class
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly Lock _reading = new();
    private readonly Func<T> _read;
    private readonly string[] _paths;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile T _value;
    private string _seen;
    private long _looked;

    /// <summary>Reads it for the first time.</summary>
    /// <exception cref="IOException">A file cannot be read or used.</exception>
    public ReloadedFile(Func<T> read, TimeProvider time, ILogger logger, params string[] paths)
    {
        (_read, _paths, _time, _logger) = (read, paths, time, logger);
        _seen = Look();
        _looked = time.GetTimestamp();
        _value = read();
    }

    /// <summary>What the files hold.</summary>
    public T Value
    {
        get
        {
            if (_time.GetElapsedTime(Interlocked.Read(ref _looked)) >= Between && _reading.TryEnter())
            {
                try
                {
                    Interlocked.Exchange(ref _looked, _time.GetTimestamp());
                    Reload();
                }
                finally
                {
                    _reading.Exit();
                }
            }

            return _value;
        }
    }

    private void Reload()
    {
        var now = Look();
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        try
        {
            _value = _read();
            AccessMessages.Reloaded(_logger, _paths[0]);
        }
        catch (IOException fault)
        {
            AccessMessages.NotReloaded(_logger, _paths[0], fault);
        }
    }

    // A file that was replaced has another time or length.
    private string Look() =>
        string.Join(
            '|',
            _paths.Select(static path =>
            {
                var file = new FileInfo(path);
                var real = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
                return real.Exists ? $"{real.FullName} {real.LastWriteTimeUtc.Ticks} {real.Length}" : "missing";
            })
        );
}
