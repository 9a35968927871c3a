using System.Globalization;

namespace Comity;

/// <summary>
/// The programs of others have cultures: a comma or another sign for the decimal point, other calendars, letters that change
/// otherwise. What a package reads and writes must not follow them.
/// </summary>
internal static class ForeignCulture
{
    /// <summary>Comma; Buddhist, Islamic and Persian calendar with their signs; another minus; the dotless i.</summary>
    public static TheoryData<string> Names => ["de-DE", "th-TH", "ar-SA", "fa-IR", "sv-SE", "tr-TR"];

    /// <summary>Asserts that something comes out as in the invariant culture. Skipped where the machine has no cultures.</summary>
    public static void AssertSame(string culture, Func<string> made)
    {
        Assert.SkipWhen(
            AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant) && invariant,
            "no cultures here: System.Globalization.Invariant"
        );
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true",
            "no cultures here: DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"
        );
        Assert.Equal(In(CultureInfo.InvariantCulture, made), In(CultureInfo.GetCultureInfo(culture), made));
    }

    private static string In(CultureInfo culture, Func<string> made)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return made();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
