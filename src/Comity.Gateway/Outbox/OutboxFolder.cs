using Comity.Gateway.Inbox;

namespace Comity.Gateway.Outbox;

/// <summary>The folder where answers appear. A file is there whole or not at all.</summary>
internal sealed class OutboxFolder(string path, InboxStore inbox, Action<GatewayStep> atStep)
{
    /// <summary>Writes every file that is not known to be there.</summary>
    public void WritePending()
    {
        foreach (var file in inbox.Unwritten())
        {
            Write(file);
            atStep(GatewayStep.FileWritten);
            inbox.MarkWritten(file.Name);
        }
    }

    /// <summary>Writes those of a message's answers again that have been taken away.</summary>
    public void WriteAgain(MessageKey key)
    {
        foreach (var file in inbox.Files(key).Where(file => !File.Exists(Path.Combine(path, file.Name))))
        {
            Write(file);
        }
    }

    private void Write(OutboxFile file)
    {
        System.IO.Directory.CreateDirectory(path);
        var temporary = Path.Combine(path, $".{file.Name}.tmp");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(file.Content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(path, file.Name), overwrite: true);
    }
}
