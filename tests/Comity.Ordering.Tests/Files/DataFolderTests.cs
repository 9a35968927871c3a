using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;
using Comity.Testing;

namespace Comity.Ordering.Tests.Files;

public class DataFolderTests
{
    [Fact]
    public void A_new_folder_has_its_layout_and_opens_again()
    {
        using var scratch = new ScratchFolder();
        var path = Path.Combine(scratch.Path, "a", "node");
        using (var made = DataFolder.Create(path))
        {
            Assert.True(Directory.Exists(made.LogPath));
            Assert.True(Directory.Exists(made.CheckpointsPath));
            Assert.True(Directory.Exists(made.ArchivePath));
        }
        DataFolder.Open(path).Dispose();
        DataFolder.OpenOrCreate(path).Dispose();
        Assert.Throws<DataFolderNotEmptyException>(() => DataFolder.Create(path));
    }

    [Fact]
    public void A_second_node_of_the_same_process_is_refused()
    {
        using var scratch = new ScratchFolder();
        using var first = DataFolder.Create(scratch.Path);
        Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(scratch.Path));
    }

    [Fact]
    public void A_second_process_is_refused_and_told_who_has_the_folder()
    {
        using var scratch = new ScratchFolder();
        using (DataFolder.Create(scratch.Path))
        {
            var (message, exitCode) = ChildProcess.Run("open", scratch.Path);
            Assert.Equal(3, exitCode);
            Assert.Contains(
                $"process {Environment.ProcessId} on host {Environment.MachineName}",
                message,
                StringComparison.Ordinal
            );
        }
        Assert.Equal(("opened", 0), ChildProcess.Run("open", scratch.Path));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        using var scratch = new ScratchFolder();
        Assert.Throws<DataFolderMissingException>(() => DataFolder.Open(Path.Combine(scratch.Path, "none")));
        Assert.Throws<DataFolderMissingException>(() => DataFolder.Open(scratch.Path));
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_not_made_a_data_folder()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(Path.Combine(scratch.Path, "photo.jpg"), "");
        var error = Assert.Throws<DataFolderNotEmptyException>(() => DataFolder.Create(scratch.Path));
        Assert.Contains("photo.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_format_is_refused_with_what_to_install()
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        File.WriteAllText(Path.Combine(scratch.Path, "FORMAT"), "comity-data 3\n");

        var refused = Assert.Throws<DataFolderTooNewException>(() => DataFolder.Open(scratch.Path));

        Assert.Equal(3, refused.Found);
        Assert.Contains("Install the version of Comity that last ran on it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_format_is_refused_with_the_command_that_brings_it_up_to_date()
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        File.WriteAllText(Path.Combine(scratch.Path, "FORMAT"), "comity-data 1\n");

        var refused = Assert.Throws<DataFolderTooOldException>(() => DataFolder.Open(scratch.Path));

        Assert.Contains("./comity node upgrade", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("comity-data")]
    [InlineData("comity-data -1")]
    [InlineData("comity-data 0")]
    [InlineData("photo album 2")]
    public void A_damaged_format_is_refused(string line)
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        File.WriteAllText(Path.Combine(scratch.Path, "FORMAT"), line + "\n");

        Assert.Equal(line, Assert.Throws<DataFolderFormatException>(() => DataFolder.Open(scratch.Path)).Found);
    }

    [Fact]
    public void A_folder_keeps_its_identity_and_another_has_another()
    {
        using var scratch = new ScratchFolder();
        using var first = DataFolder.Create(Path.Combine(scratch.Path, "first"));
        var identity = first.Identity;
        first.Dispose();

        using var again = DataFolder.Open(Path.Combine(scratch.Path, "first"));
        using var second = DataFolder.Create(Path.Combine(scratch.Path, "second"));

        Assert.Equal(identity, again.Identity);
        Assert.NotEqual(identity, second.Identity);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        Assert.SkipUnless(SystemProgram.TryRun("chattr", "+i", scratch.Path), "chattr +i is not permitted here.");
        try
        {
            Assert.Throws<DataFolderReadOnlyException>(() => DataFolder.Open(scratch.Path));
        }
        finally
        {
            SystemProgram.TryRun("chattr", "-i", scratch.Path);
        }
    }

    [Fact]
    public void A_read_only_file_system_is_refused()
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        var mounted =
            SystemProgram.TryRun("mount", "--bind", scratch.Path, scratch.Path)
            && SystemProgram.TryRun("mount", "-o", "remount,bind,ro", scratch.Path);
        try
        {
            Assert.SkipUnless(mounted, "Mounting is not permitted here.");
            Assert.Throws<DataFolderReadOnlyException>(() => DataFolder.Open(scratch.Path));
        }
        finally
        {
            SystemProgram.TryRun("umount", scratch.Path);
        }
    }
}
