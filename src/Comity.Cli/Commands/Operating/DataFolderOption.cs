using Comity.Cli.Worlds;

namespace Comity.Cli.Commands.Operating;

/// <summary>How commands that work on files are told a data folder: by itself, or by the world folder that it is in.</summary>
internal static class DataFolderOption
{
    /// <summary>The data folder that is meant.</summary>
    public static string Of(string path)
    {
        var world = new WorldFolder(Path.GetFullPath(path));
        return world.Exists ? world.NodeFolder : world.Path;
    }
}
