using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Access;
using Comity.Node.Access.Certificates;
using Comity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Node.Tests.Access;

public sealed class ClientCertificateTests
{
    [Fact]
    public async Task A_certificate_with_a_participants_lei_proves_who_calls()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        var bank = engine.World.Banks[0];
        using var certificate = authority.MakeClient(bank.Lei.ToString());

        var caller = AccessEngine.Proven(Checking(engine, authority).Verify(certificate));

        Assert.Equal(bank.Lei, Assert.IsType<Caller.Participant>(caller).Lei);
        Assert.Contains("payments desk", caller.Credential, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_a_stranger_of_another_authority_of_another_purpose_or_without_an_lei_is_refused()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        using var other = new TestCertificates(Path.Combine(engine.Folder, "other"));
        var lei = engine.World.Banks[0].Lei.ToString();
        var checking = Checking(engine, authority);
        using var stranger = authority.MakeClient("5493001KJTIIGC8Y1R12");
        using var foreign = other.MakeClient(lei);
        using var server = authority.MakeClient(lei, "1.3.6.1.5.5.7.3.1");
        using var nameless = authority.MakeClient(string.Empty);
        using var wrong = authority.MakeClient("5493001KJTIIGC8Y1R13");
        using var expired = authority.MakeClient(lei, end: DateTimeOffset.UtcNow.AddMinutes(-1));

        Assert.Contains("no participant", Fault(checking, stranger), StringComparison.Ordinal);
        Assert.Contains("does not chain", Fault(checking, foreign), StringComparison.Ordinal);
        Assert.Contains("does not chain", Fault(checking, server), StringComparison.Ordinal);
        Assert.Contains("has no LEI", Fault(checking, nameless), StringComparison.Ordinal);
        Assert.Contains("has no LEI", Fault(checking, wrong), StringComparison.Ordinal);
        Assert.Contains("does not chain", Fault(checking, expired), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_revoked_while_it_is_in_use_is_refused_at_the_next_call()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        using var certificate = authority.MakeClient(engine.World.Banks[0].Lei.ToString());
        using var another = authority.MakeClient(engine.World.Banks[0].Lei.ToString());
        var time = new TickingTime();
        authority.Revoke(DateTimeOffset.UtcNow.AddDays(1));
        var checking = Checking(engine, authority, time: time);
        AccessEngine.Proven(checking.Verify(certificate));

        authority.Revoke(DateTimeOffset.UtcNow.AddDays(1), certificate);
        time.Passed += TimeSpan.FromSeconds(2);

        Assert.Contains("is revoked", Fault(checking, certificate), StringComparison.Ordinal);
        AccessEngine.Proven(checking.Verify(another));
    }

    [Fact]
    public async Task A_revocation_list_past_its_time_lets_nobody_in_and_one_that_is_spoilt_leaves_the_old_one_in_use()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        using var certificate = authority.MakeClient(engine.World.Banks[0].Lei.ToString());
        var time = new TickingTime();
        authority.Revoke(DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Contains("past its time", Fault(Checking(engine, authority), certificate), StringComparison.Ordinal);

        authority.Revoke(DateTimeOffset.UtcNow.AddDays(1), certificate);
        var checking = Checking(engine, authority, time: time);
        await File.WriteAllTextAsync(authority.RevocationFile, "nonsense", TestContext.Current.CancellationToken);
        time.Passed += TimeSpan.FromSeconds(2);

        Assert.Contains("is revoked", Fault(checking, certificate), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => Checking(engine, authority));
    }

    [Fact]
    public async Task A_list_that_another_authority_signed_is_not_taken()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        using var other = new TestCertificates(Path.Combine(engine.Folder, "other"));
        other.Revoke(DateTimeOffset.UtcNow.AddDays(1));
        File.Copy(other.RevocationFile, authority.RevocationFile);

        var fault = Assert.Throws<IOException>(() => Checking(engine, authority));

        Assert.Contains("none of the client authorities signed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_on_the_operators_deny_list_is_refused()
    {
        await using var engine = await AccessEngine.Start();
        using var authority = new TestCertificates(engine.Folder);
        using var certificate = authority.MakeClient(engine.World.Banks[0].Lei.ToString());
        var denied = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

        Assert.Contains("deny list", Fault(Checking(engine, authority, denied), certificate), StringComparison.Ordinal);
    }

    private static string Fault(ClientCertificates checking, X509Certificate2 certificate) =>
        AccessEngine.Failed(checking.Verify(certificate));

    private static ClientCertificates Checking(
        AccessEngine engine,
        TestCertificates authority,
        string? denied = null,
        TimeProvider? time = null
    ) =>
        new(
            new ClientCertificateOptions
            {
                AuthoritiesFile = authority.AuthorityFile,
                RevocationListFile = File.Exists(authority.RevocationFile) ? authority.RevocationFile : null,
                Denied = denied is null ? [] : [denied],
            },
            engine.Participants,
            time ?? TimeProvider.System,
            NullLogger.Instance
        );

    private sealed class TickingTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long GetTimestamp() => System.GetTimestamp() + (long)(Passed.TotalSeconds * TimestampFrequency);
    }
}
