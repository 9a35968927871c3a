using System.Diagnostics;

namespace Comity.Testing;

/// <summary>Programs of the system that a test may have to do without.</summary>
public static class SystemProgram
{
    /// <summary>Runs a program of the system; false if it is not there or fails.</summary>
    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
