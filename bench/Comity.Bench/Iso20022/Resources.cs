namespace Comity.Bench.Iso20022;

/// <summary>The files that the program carries.</summary>
internal static class Resources
{
    /// <summary>Opens one.</summary>
    public static Stream Open(string name) => typeof(Resources).Assembly.GetManifestResourceStream(name)!;

    /// <summary>One as bytes.</summary>
    public static byte[] Read(string name)
    {
        using var stream = Open(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
