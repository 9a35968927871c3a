using Comity.Testing.Databases;

[assembly: AssemblyFixture(typeof(Comity.Node.Tests.ReadModel.PostgreSqlServer))]

namespace Comity.Node.Tests.ReadModel;

/// <summary>One private PostgreSQL for all tests of this project, started by the first that needs it.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly Lazy<PrivatePostgreSql?> _server = new(static () =>
        PrivatePostgreSql.TryStart(Path.GetTempPath(), sharedBuffers: "64MB")
    );

    /// <summary>An empty database; the test is skipped where PostgreSQL is not installed.</summary>
    public string CreateDatabase()
    {
        Assert.SkipUnless(
            _server.Value is not null,
            "PostgreSQL is not installed (Debian: apt-get install postgresql); tools/test.sh installs it."
        );
        return _server.Value!.CreateDatabase();
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value?.Dispose();
        }
    }
}
