using System.Reflection;
using PublicApiGenerator;

namespace Comity;

/// <summary>
/// What others compile against. After a change that is meant: COMITY_GOLDEN=write in the environment, run the test, and read the
/// difference as those will who use the package.
/// </summary>
internal static class PublicApi
{
    /// <summary>Asserts that an assembly's public types are what a file says.</summary>
    /// <param name="file">From the root of the repository.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="namesOnly">Of which types the name alone is kept: those that are generated from something that is kept itself.</param>
    public static void AssertSame(string file, Assembly assembly, Func<Type, bool>? namesOnly = null)
    {
        var types = assembly.GetExportedTypes().ToLookup(type => namesOnly?.Invoke(type) ?? false);
        var made = types[false]
            .ToArray()
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        var names = types[true].Select(static type => $"{type.FullName}\n").Order(StringComparer.Ordinal);
        GoldenFile.AssertSame(file, made + string.Concat(names));
    }
}
