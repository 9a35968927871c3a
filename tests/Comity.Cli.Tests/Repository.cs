namespace Comity.Cli.Tests;

/// <summary>Files of the repository that these tests use.</summary>
internal static class Repository
{
    public static string DemoScenario => Path.Combine(RepositoryFolder.Root, "samples", "demo", "world.yaml");
}
