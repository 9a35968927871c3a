using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Node.Tests.Hostile;

/// <summary>
/// Clients that shake hands, begin HTTP/2 and say nothing more, in processes of their own: this test program, started again and
/// told by its environment what to be. They end when their standard input does.
/// </summary>
internal sealed class IdleClients : IAsyncDisposable
{
    private const string Role = "COMITY_IDLE_CLIENTS";
    private const int Processes = 4;
    private readonly List<Process> _processes;

    private IdleClients(List<Process> processes) => _processes = processes;

    /// <summary>Whether a process may have so many files open.</summary>
    public static bool CanOpen(int connections, out string why)
    {
        var limits = OperatingSystem.IsLinux() ? File.ReadAllLines("/proc/self/limits") : [];
        var line = limits.FirstOrDefault(static one => one.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] ?? "0";
        why = $"A process may have {soft} open files here, and the node needs {connections + 1_000}.";
        return soft == "unlimited" || (int.TryParse(soft, out var most) && most >= connections + 1_000);
    }

    /// <summary>Opens them; each address has a hundred.</summary>
    public static async Task<IdleClients> OpenAsync(int port, int connections)
    {
        var processes = new List<Process>();
        for (var number = 0; number < Processes; number++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            var each = connections / Processes;
            start.Environment[Role] = $"{port}\n{number * each}\n{each}\n{RunningNode.Certificates.AuthorityFile}";
            processes.Add(Process.Start(start)!);
        }

        foreach (var process in processes)
        {
            Assert.Equal("open", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        return new IdleClients(processes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

#pragma warning disable CA2255 // The one way to be another program before the test platform's Main.
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Role)?.Split('\n') is [var port, var first, var count, var authority])
        {
            Run(int.Parse(port), int.Parse(first), int.Parse(count), authority);
        }
    }
#pragma warning restore CA2255

    // Nothing of this assembly may run on another thread before its initializer has ended: hence one after the other.
    private static void Run(int port, int first, int count, string authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = policy,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
        };
        var open = new List<SslStream>(count);
        for (var index = first; index < first + count; index++)
        {
            var tcp = new TcpClient(new IPEndPoint(IPAddress.Parse($"127.0.{10 + (index / 100)}.1"), 0));
            tcp.Connect(IPAddress.Loopback, port);
            var tls = new SslStream(tcp.GetStream());
            tls.AuthenticateAsClient(options);
            tls.Write(RawConnection.Preface);
            tls.Write(RawConnection.Frame(4, 0, 0, []));
            open.Add(tls);
        }

        Console.WriteLine("open");
        Console.In.ReadToEnd();
        Environment.Exit(0);
    }
}
