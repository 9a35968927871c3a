using Comity.Iso20022;
using Comity.Iso20022.Reading;

namespace Iso20022Sample;

/// <summary>The messages that the steps work with.</summary>
internal static class Files
{
    /// <summary>Where a file of <c>data</c> is.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>A message that is known to be right.</summary>
    public static BusinessMessage Message(string name)
    {
        using var file = File.OpenRead(PathOf(name));
        return MessageReader.Read(file).TryGet(out var message, out var failure)
            ? message
            : throw new InvalidDataException($"{name}:{failure}");
    }
}
