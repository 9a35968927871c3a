using System.Diagnostics;
using System.Globalization;
using Comity.Bench.Report;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Writing;

namespace Comity.Bench.Iso20022;

/// <summary>
/// The peak of resident memory that reading and checking a batch file takes, in a process of its own for each file: this program,
/// started again.
/// </summary>
internal static class BatchMemory
{
    private const string Command = "read-batch";
    private const int SmallBytes = 40_000_000;
    private const int LargeBytes = 400_000_000;

    /// <summary>The figure for a file of 40 MB and one of 400 MB.</summary>
    public static Figure Measure(string folder)
    {
        var file = Path.Combine(folder, $"batch-{Guid.NewGuid():N}.xml");
        try
        {
            var small = Run(file, SmallBytes);
            var large = Run(file, LargeBytes);
            return Bars.IsoBatchMemory(
                (100.0 * large.Peak / small.Peak) - 100,
                $"schema and CBPR+ rules: {small} ; {large}"
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What the started process does, where these are its arguments: reads, and says how many and with what peak.</summary>
    public static bool TryServe(string[] arguments)
    {
        if (arguments is not [Command, var path])
        {
            return false;
        }

        using var file = File.OpenRead(path);
        var checker = new RuleChecker(RuleBook.CbprPlus);
        var count = 0;
        foreach (var result in BatchReader.Read(file))
        {
            if (!result.TryGet(out var message, out var failure))
            {
                throw new InvalidOperationException(failure.ToString());
            }

            if (checker.RulesFor(message, VariedPayments.Day)?.Check(message) is not [])
            {
                throw new InvalidOperationException("A rule found something in a message that follows all.");
            }

            count++;
        }

        using var own = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {own.PeakWorkingSet64}"));
        return true;
    }

    private static Taken Run(string path, int bytes)
    {
        var written = Write(path, bytes);
        using var process =
            Process.Start(
                new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", [Command, path])
                {
                    RedirectStandardOutput = true,
                }
            ) ?? throw new InvalidOperationException("The reader did not start.");
        var said = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0 || int.Parse(said[0], CultureInfo.InvariantCulture) != written)
        {
            throw new InvalidOperationException($"The reader did not read all {written} messages.");
        }

        return new Taken(new FileInfo(path).Length, written, long.Parse(said[1], CultureInfo.InvariantCulture));
    }

    private static int Write(string path, int bytes)
    {
        var payments = VariedPayments.Make(100);
        var count = 0;
        using var file = File.Create(path);
        using var batch = new BatchWriter(file, new EnvelopeName("Batch"), new EnvelopeName("Message"));
        for (; file.Position < bytes; count++)
        {
            var payment = payments[count % payments.Count];
            batch.Write(payment.Document, payment.Header);
        }

        return count;
    }

    private sealed record Taken(long Bytes, int Messages, long Peak)
    {
        public override string ToString() =>
            $"{Bytes / 1e6:N0} MB with {Messages:N0} messages, peak resident {Peak / 1_048_576.0:N1} MiB";
    }
}
