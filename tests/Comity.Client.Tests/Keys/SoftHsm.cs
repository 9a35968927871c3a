using System.Diagnostics;
using System.Runtime.InteropServices;
using Comity.Client.Keys.Pkcs11;

namespace Comity.Client.Tests.Keys;

/// <summary>SoftHSM (Debian softhsm2) with tokens of this process's own, or the reason why there is none.</summary>
internal static partial class SoftHsm
{
    public const string Pin = "648219";

    private static readonly string[] Modules =
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    ];

    private static readonly Lazy<string> Folder = new(Start);

    public static string? Module => Modules.FirstOrDefault(File.Exists);

    /// <summary>Skips a test where SoftHSM is not installed.</summary>
    public static void Need() =>
        Assert.SkipWhen(
            Module is null || !Exists("softhsm2-util"),
            "SoftHSM is missing: sudo apt-get install softhsm2"
        );

    /// <summary>A key on the token "bank" or "other", with the PIN in a file.</summary>
    public static Pkcs11Uri Uri(string label, string token = "bank")
    {
        var text = $"pkcs11:token={token};object={label}?module-path={Module}&pin-source=file:{Folder.Value}/pin";
        return Pkcs11Uri.TryParse(text, out var uri, out var failure)
            ? uri
            : throw new ArgumentException(failure, nameof(label));
    }

    private static string Start()
    {
        var folder = Directory.CreateTempSubdirectory("comity-hsm").FullName;
        Directory.CreateDirectory($"{folder}/tokens");
        File.WriteAllText(
            $"{folder}/softhsm2.conf",
            $"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
        );
        File.WriteAllText($"{folder}/pin", $"{Pin}\n");
        File.SetUnixFileMode($"{folder}/pin", UnixFileMode.UserRead);
        // Not .NET's own: that is a copy which native libraries do not see.
        Assert.Equal(0, SetVariable("SOFTHSM2_CONF", $"{folder}/softhsm2.conf", 1));
        foreach (var label in new[] { "bank", "other" })
        {
            var start = new ProcessStartInfo(
                "softhsm2-util",
                ["--init-token", "--free", "--label", label, "--so-pin", "4321", "--pin", Pin]
            )
            {
                RedirectStandardOutput = true,
            };
            start.Environment["SOFTHSM2_CONF"] = $"{folder}/softhsm2.conf";
            using var process = Process.Start(start)!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
