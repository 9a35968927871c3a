using System.Diagnostics;

namespace Comity.Cli.Tests.Commands;

/// <summary>A SoftHSM (Debian softhsm2) token of a test's own, in the test's folder.</summary>
internal static class SoftHsmToken
{
    public const string Pin = "648219";

    private static readonly string? Module = new[]
    {
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    }.FirstOrDefault(File.Exists);

    /// <summary>Makes the token "bank"; skips the test where SoftHSM is not installed.</summary>
    public static void Make(string folder, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipWhen(Module is null, "SoftHSM is missing: sudo apt-get install softhsm2");
        Directory.CreateDirectory($"{folder}/tokens");
        File.WriteAllText(
            environment["SOFTHSM2_CONF"],
            $"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
        );
        var start = new ProcessStartInfo(
            "softhsm2-util",
            ["--init-token", "--free", "--label", "bank", "--so-pin", "4321", "--pin", Pin]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SOFTHSM2_CONF"] = environment["SOFTHSM2_CONF"];
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A key on it.</summary>
    public static string Uri(string label) => $"pkcs11:token=bank;object={label}?module-path={Module}";
}
