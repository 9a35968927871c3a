using System.Text;
using System.Text.RegularExpressions;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Protocol.Tests.Genesis;

public sealed partial class DemonstrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_genesis_with_a_key_that_everybody_has_is_read_only_as_a_demonstration(bool demonstration)
    {
        using var key = PublishedKeys.Derive("demo"u8, 0);
        var genesis = Found(key.PublicKey) with { Demonstration = demonstration };

        var read = NetworkGenesis.TryRead(genesis.ToBytes(), out var back, out var failure);

        Assert.Equal(demonstration, read);
        Assert.Equal(demonstration, back?.Demonstration ?? false);
        Assert.Equal(
            !demonstration,
            failure?.ToString().Contains("a key that everybody has", StringComparison.Ordinal) ?? false
        );
    }

    [Fact]
    public void Fresh_keys_need_no_demonstration()
    {
        using var key = SigningKey.Generate();

        Assert.True(
            NetworkGenesis.TryRead(Found(key.PublicKey).ToBytes(), out var read, out var failure),
            $"{failure}"
        );
        Assert.False(read.Demonstration);
    }

    [Fact]
    public void Every_seed_that_the_repository_prints_is_known_as_published()
    {
        var printed = Directory
            .EnumerateFiles(Path.Combine(RepositoryFolder.Root, "samples"), "*.yaml", SearchOption.AllDirectories)
            .SelectMany(static file => KeySeed().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["seed"].Value)
            .ToArray();

        Assert.NotEmpty(printed);
        Assert.All(
            printed,
            static seed =>
            {
                using var key = PublishedKeys.Derive(Encoding.UTF8.GetBytes(seed), 7);
                Assert.True(PublishedKeys.Contains(key.PublicKey), $"'{seed}' is missing from PublishedKeys.Seeds");
            }
        );
    }

    private static NetworkGenesis Found(PublicKey key)
    {
        var country = CountryCode.Parse("CN");
        var authority = new ParticipantTerms(
            Lei.WithCheckDigits("AUTHORITY000000000"),
            Bic.Parse("TESTCNBJ"),
            country,
            Roles.Authority,
            new KeySet([new ParticipantKey(key, Permissions.All, Timestamp.Never)], [])
        );
        return new NetworkGenesis(
            "test",
            new Timestamp(1),
            new NetworkParameters(),
            [new FoundingJurisdiction(country, authority)],
            []
        );
    }

    [GeneratedRegex(@"key-seed:\s*(?<seed>\S+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex KeySeed();
}
