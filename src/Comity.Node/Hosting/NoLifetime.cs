using Microsoft.Extensions.Hosting;

namespace Comity.Node.Hosting;

/// <summary>A host that is started and stopped by whoever made it, and listens to no signals.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
