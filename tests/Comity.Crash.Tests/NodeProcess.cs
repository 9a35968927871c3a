using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Comity.Node.Hosting;
using Comity.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>
/// A node in a process of its own: this test program, started once more and told by its environment to be a node. It ends when
/// killed, or by itself where it cannot start.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Role = "COMITY_CRASH_NODE";
    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private NodeProcess(Process process, int port)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Client = new NodeClients(_channel);
    }

    public NodeClients Client { get; }

    /// <summary>Starts a node; what it said where it did not start.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="genesis">A file with the genesis.</param>
    /// <param name="clock">How far its clock is from the real one.</param>
    public static (NodeProcess? Node, string Said) Start(string folder, string genesis, TimeSpan clock = default)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[Role] = string.Join('\n', folder, genesis, clock.TotalMilliseconds.ToString("0"));
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? string.Empty;
        if (int.TryParse(line, out var port))
        {
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return (new NodeProcess(process, port), line);
        }

        var said = line + "\n" + process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.Dispose();
        return (null, said);
    }

    /// <summary>SIGKILL, and its end.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as a service manager sends it; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _channel.Dispose();
        _process.Dispose();
    }

#pragma warning disable CA2255 // The one way to be another program before the test platform's Main.
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Role)?.Split('\n') is [var folder, var genesis, var clock])
        {
            Run(folder, genesis, TimeSpan.FromMilliseconds(long.Parse(clock)));
        }
    }
#pragma warning restore CA2255

    // Nothing of this assembly may run on another thread before its initializer has ended: hence no await here.
    private static void Run(string folder, string genesis, TimeSpan clock)
    {
        try
        {
            var options = new NodeOptions
            {
                DataFolder = folder,
                Genesis = File.ReadAllBytes(genesis),
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LogLevel = LogLevel.Warning,
                CheckpointEveryBlocks = 200,
                Time = clock == TimeSpan.Zero ? TimeProvider.System : new ShiftedTime(clock),
            };
#pragma warning disable VSTHRD002 // The initializer's thread is this process's main one.
            var node = NodeHost.StartAsync(options).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            Console.WriteLine(node.Address.Port);
            using var stop = new ManualResetEventSlim();
            using var terminate = PosixSignalRegistration.Create(
                PosixSignal.SIGTERM,
                signal =>
                {
                    signal.Cancel = true;
                    stop.Set();
                }
            );
            stop.Wait();
#pragma warning disable VSTHRD002
            node.DisposeAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            Environment.Exit(0);
        }
#pragma warning disable CA1031 // Whatever it is, the parent reads it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Console.WriteLine($"{fault.GetType().Name}: {fault.Message}");
            Environment.Exit(1);
        }
    }

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
