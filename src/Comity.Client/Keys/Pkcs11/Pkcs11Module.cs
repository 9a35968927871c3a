using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>
/// The libraries that speak for tokens. Each is loaded once for the whole process and stays: to let one go would end the
/// sessions of every key on it (PKCS #11 v3.0, section 5.4: C_Finalize).
/// </summary>
internal static class Pkcs11Module
{
    private const string Variable = "COMITY_PKCS11_MODULE";

#pragma warning disable CA1810 // The resolver must be there before the library's first call.
    static Pkcs11Module()
    {
        NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, ResolveLoader);
        Factories = new Pkcs11InteropFactories();
    }
#pragma warning restore CA1810

    private static readonly ConcurrentDictionary<string, Lazy<IPkcs11Library>> Loaded = new(StringComparer.Ordinal);

    public static Pkcs11InteropFactories Factories { get; }

    /// <summary>The library of a URI; why there is none, where there is none.</summary>
    public static string? Load(Pkcs11Uri uri, out IPkcs11Library? library)
    {
        library = null;
        var path = uri.ModulePath.Length > 0 ? uri.ModulePath : Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            return $"the token's library is not named: add ?module-path=/PATH.so to the URI, or set {Variable}";
        }

        if (!File.Exists(path))
        {
            return $"there is no PKCS#11 library {path}";
        }

        try
        {
            library = Loaded.GetOrAdd(Path.GetFullPath(path), static full => new(() => Load(full))).Value;
            return null;
        }
        catch (Exception fault) when (fault is Pkcs11Exception or UnmanagedException or DllNotFoundException)
        {
            return $"the PKCS#11 library {path} cannot be used: {fault.Message}";
        }
    }

    /// <summary>The one token with a key pair's place that a URI fits.</summary>
    public static string? FindToken(Pkcs11Uri uri, out ISlot? slot)
    {
        slot = null;
        if (Load(uri, out var library) is { } failure)
        {
            return failure;
        }

        try
        {
            var fitting = library!.GetSlotList(SlotsType.WithTokenPresent).Where(each => Fits(uri, each)).ToList();
            slot = fitting is [var one] ? one : null;
            return fitting.Count switch
            {
                0 => $"no token fits {uri}; there is {Known(library)}",
                1 => null,
                _ => $"{fitting.Count} tokens fit {uri}; state token= or serial=",
            };
        }
        catch (Pkcs11Exception fault)
        {
            return $"the tokens cannot be listed: {fault.RV}";
        }
    }

    // Pkcs11Interop asks for "libdl", a name that only development packages have.
    private static IntPtr ResolveLoader(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "libdl" && OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libdl.so.2", out var loader)
            ? loader
            : IntPtr.Zero;

    private static IPkcs11Library Load(string path) =>
        Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, path, AppType.MultiThreaded);

    private static bool Fits(Pkcs11Uri uri, ISlot slot)
    {
        if (uri.SlotId is { } number && slot.SlotId != number)
        {
            return false;
        }

        var token = slot.GetTokenInfo();
        return token.TokenFlags.TokenInitialized
            && Same(uri.Token, token.Label)
            && Same(uri.Manufacturer, token.ManufacturerId)
            && Same(uri.Model, token.Model)
            && Same(uri.Serial, token.SerialNumber);
    }

    // Token infos are padded with spaces.
    private static bool Same(string stated, string found) =>
        stated.Length == 0 || string.Equals(stated, found.TrimEnd(' ', '\0'), StringComparison.Ordinal);

    private static string Known(IPkcs11Library library)
    {
        var labels = library
            .GetSlotList(SlotsType.WithTokenPresent)
            .Select(static slot => slot.GetTokenInfo())
            .Where(static token => token.TokenFlags.TokenInitialized)
            .Select(static token => $"token={token.Label.TrimEnd(' ', '\0')}")
            .Order(StringComparer.Ordinal)
            .ToList();
        return labels.Count == 0 ? "none" : string.Join(", ", labels);
    }
}
