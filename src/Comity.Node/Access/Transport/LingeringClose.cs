using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Comity.Node.Access.Transport;

/// <summary>
/// While the node stops, leaves the closing of a connection to its caller, for a moment. The server closes as soon as its last answer is
/// written; a caller who is still sending then meets a closed connection, and may lose the answers that it has not read (RFC 9112,
/// section 9.6, says why). Here a caller reads to the end, sees that no more is taken (GOAWAY), and closes.
/// </summary>
internal sealed class LingeringClose(CancellationToken stopping)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Serves a connection, and outlives its last answer where the node is stopping.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        connection.Transport = new HeldTransport(transport);
        try
        {
            await next(connection);
            if (stopping.IsCancellationRequested)
            {
                await WaitForCallerAsync(connection, transport);
            }
        }
        finally
        {
            connection.Transport = transport;
            await transport.Input.CompleteAsync();
            await transport.Output.CompleteAsync();
        }
    }

    private static async Task WaitForCallerAsync(ConnectionContext connection, IDuplexPipe transport)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        bound.CancelAfter(Longest);
        try
        {
            await transport.Output.FlushAsync(bound.Token);
            while (await transport.Input.ReadAsync(bound.Token) is { IsCompleted: false } read)
            {
                transport.Input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException) { }
    }

    // What the server calls complete stays open: the caller, or the time, ends it.
    private sealed class HeldTransport(IDuplexPipe inner) : IDuplexPipe
    {
        public PipeReader Input { get; } = new HeldInput(inner.Input);

        public PipeWriter Output { get; } = new HeldOutput(inner.Output);
    }

    private sealed class HeldInput(PipeReader inner) : PipeReader
    {
        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) { }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            inner.ReadAsync(cancellationToken);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);
    }

    private sealed class HeldOutput(PipeWriter inner) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) { }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
    }
}
