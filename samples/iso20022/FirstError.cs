using Comity.Iso20022.Reading;

namespace Iso20022Sample;

/// <summary>What is said about a message that is not valid.</summary>
internal static class FirstError
{
    public static void Run()
    {
        using var file = File.OpenRead(Files.PathOf("payment-wrong.xml"));
        if (!MessageReader.Read(file).TryGet(out _, out var failure))
        {
            Console.WriteLine($"line {failure.Line}, column {failure.Column}: {failure.Path}");
            Console.WriteLine($"found {failure.Found}; allowed: {failure.Allowed}");
            // As in a pacs.002's StsRsnInf/Rsn/Cd.
            Console.WriteLine($"answer with {failure.ReasonCode}");
        }

        // All of them, for whoever has to mend the message.
        file.Position = 0;
        foreach (var each in MessageReader.FindFailures(file))
        {
            Console.WriteLine(each);
        }
    }
}
