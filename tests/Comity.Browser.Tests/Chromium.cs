using System.Diagnostics;
using Microsoft.Playwright;

namespace Comity.Browser.Tests;

/// <summary>
/// Debian's Chromium, driven by Playwright, with a home of its own in which it trusts one more authority: everything that it does not
/// trust it refuses, as anybody's browser does.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _home;

    private Chromium(IPlaywright playwright, IBrowser browser, string home) =>
        (_playwright, _browser, _home) = (playwright, browser, home);

    /// <summary>Starts it; skips the test where it, or what gives it an authority, is not installed.</summary>
    /// <param name="authority">The certificate of an authority that it is to trust, as PEM; none where absent.</param>
    public static async Task<Chromium> StartAsync(string? authority)
    {
        var program = Find("chromium");
        var home = Directory.CreateTempSubdirectory("comity-browser-").FullName;
        Trust(home, authority);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                // Chromium has no sandbox for root, who runs tests in containers.
                ChromiumSandbox = !Environment.IsPrivilegedProcess,
                Env = Environment
                    .GetEnvironmentVariables()
                    .Cast<System.Collections.DictionaryEntry>()
                    .Where(static one => (string)one.Key != "HOME")
                    .Select(static one => KeyValuePair.Create((string)one.Key, (string)one.Value!))
                    .Append(KeyValuePair.Create("HOME", home)),
                Timeout = (float)Patience.TotalMilliseconds,
            }
        );
        return new Chromium(playwright, browser, home);
    }

    /// <summary>A new window with nothing of another's in it.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1600, Height = 1200 },
            }
        );
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    // Where Chromium on Linux looks for authorities that its user trusts.
    private static void Trust(string home, string? authority)
    {
        var database = Directory.CreateDirectory(Path.Combine(home, ".pki", "nssdb")).FullName;
        var certutil = Find("certutil");
        Run(certutil, "-N", "-d", $"sql:{database}", "--empty-password");
        if (authority is not null)
        {
            Run(certutil, "-A", "-d", $"sql:{database}", "-n", "node", "-t", "C,,", "-i", authority);
        }
    }

    private static string Find(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{program} is not installed (Debian: chromium, libnss3-tools)");
        return found!;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardInput = true }
        )!;
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
