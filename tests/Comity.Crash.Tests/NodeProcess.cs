using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Comity.Client.Security;
using Comity.Node.Access;
using Comity.Node.Access.Budgets;
using Comity.Node.Hosting;
using Comity.Node.ReadModel;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
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
    private static readonly SigningKey OperatorKey = SigningKey.Generate();
    private readonly Process _process;
    private readonly TestWorld _world;
    private readonly int _port;
    private readonly TimeProvider _clock;
    private readonly Dictionary<Lei, (GrpcChannel Channel, NodeClients Clients)> _clients = [];

    private NodeProcess(Process process, int port, TestWorld world, TimeSpan clock)
    {
        (_process, _port, _world, _clock) = (process, port, world, new ShiftedTime(clock));
        Client = As(world.Authorities[0]);
    }

    /// <summary>Calls as the first authority.</summary>
    public NodeClients Client { get; }

    /// <summary>Calls as a participant, whose clock is the node's.</summary>
    public NodeClients As(TestParticipant participant)
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue(participant.Lei, out var known))
            {
                var security = new ConnectionSecurity
                {
                    Tokens = TokenSource.OfParticipant(participant.Lei, participant.Key, _world.Id, time: _clock),
                };
                var channel = GrpcChannel.ForAddress(
                    $"http://127.0.0.1:{_port}",
                    new GrpcChannelOptions { HttpHandler = security.CreateHandler(), DisposeHttpClient = true }
                );
                known = (channel, new NodeClients(channel));
                _clients.Add(participant.Lei, known);
            }

            return known.Clients;
        }
    }

    /// <summary>Has the node build its read model anew, as its operator.</summary>
    public async Task RebuildReadModelAsync()
    {
        var security = new ConnectionSecurity { Tokens = TokenSource.OfOperator(OperatorKey, _world.Id) };
        using var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{_port}",
            new GrpcChannelOptions { HttpHandler = security.CreateHandler(), DisposeHttpClient = true }
        );
        await new NodeClients(channel).Operations.RebuildReadModelAsync(new Wire.RebuildReadModelRequest());
    }

    /// <summary>Calls over REST as a participant: without TLS, hence over HTTP/2 alone.</summary>
    public HttpClient RestAs(TestParticipant participant)
    {
        var security = new ConnectionSecurity
        {
            Tokens = TokenSource.OfParticipant(participant.Lei, participant.Key, _world.Id, time: _clock),
        };
        return new HttpClient(security.CreateHandler())
        {
            BaseAddress = new Uri($"http://127.0.0.1:{_port}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Starts a node; what it said where it did not start.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="genesis">A file with the genesis.</param>
    /// <param name="world">The world of that genesis.</param>
    /// <param name="clock">How far its clock is from the real one.</param>
    /// <param name="postgreSql">Where its read model is; empty for SQLite in its folder.</param>
    public static (NodeProcess? Node, string Said) Start(
        string folder,
        string genesis,
        TestWorld world,
        TimeSpan clock = default,
        string postgreSql = ""
    )
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[Role] = string.Join(
            '\n',
            folder,
            genesis,
            clock.TotalMilliseconds.ToString("0"),
            postgreSql,
            $"{OperatorKey.PublicKey}"
        );
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? string.Empty;
        if (int.TryParse(line, out var port))
        {
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return (new NodeProcess(process, port, world, clock), line);
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

        foreach (var (channel, _) in _clients.Values)
        {
            channel.Dispose();
        }

        _process.Dispose();
    }

#pragma warning disable CA2255 // The one way to be another program before the test platform's Main.
    [ModuleInitializer]
    internal static void Begin()
    {
        if (
            Environment.GetEnvironmentVariable(Role)?.Split('\n')
            is [var folder, var genesis, var clock, var sql, var key]
        )
        {
            Run(folder, genesis, TimeSpan.FromMilliseconds(long.Parse(clock)), sql, key);
        }
    }
#pragma warning restore CA2255

    // Nothing of this assembly may run on another thread before its initializer has ended: hence no await here.
    private static void Run(string folder, string genesis, TimeSpan clock, string postgreSql, string operatorKey)
    {
        try
        {
            if (!PublicKey.TryParse(operatorKey, out var key))
            {
                throw new ArgumentException(operatorKey, nameof(operatorKey));
            }

            var options = new NodeOptions
            {
                DataFolder = folder,
                Genesis = File.ReadAllBytes(genesis),
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LogLevel = LogLevel.Warning,
                // What is under test is the disk: nobody here is to be held back.
                Access = new AccessOptions
                {
                    InsecureLoopback = true,
                    // An array: a list that the compiler makes would be a type of this assembly, on other threads.
                    OperatorKeys = new PublicKey[] { key },
                    Budgets = new BudgetOptions
                    {
                        Queries = new RateBudget(1_000_000, 1_000_000),
                        CallsAtOnce = 100_000,
                        SubmissionsAtOnce = 100_000,
                    },
                },
                CheckpointEveryBlocks = 200,
                ReadModel =
                    postgreSql.Length > 0 ? new ReadModelOptions.PostgreSql(postgreSql) : new ReadModelOptions.Sqlite(),
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
