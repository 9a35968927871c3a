using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Ledger.Tests;

/// <summary>Somebody in a test's world: a participant, its keys and its account.</summary>
internal sealed record Party(string Name, CountryCode Jurisdiction, Roles Roles, int Keys = 1)
{
    public Lei Lei { get; } = Lei.WithCheckDigits(Name.ToUpperInvariant().PadRight(18, '0'));

    public Bic Bic { get; } = Bic.TryParse($"TEST{Jurisdiction}22", out var bic) ? bic : default;

    public AccountAddress Account => AccountNamed(Name);

    public PublicKey Key => KeyNumber(0);

    public PublicKey KeyNumber(int number) => KeyNamed($"{Name}/{number}");

    /// <summary>All its keys, so that every threshold is reached.</summary>
    public ImmutableArray<PublicKey> AllKeys => [.. Enumerable.Range(0, Keys).Select(KeyNumber)];

    public ParticipantTerms Terms(Permissions permissions = Permissions.All, params Threshold[] thresholds) =>
        new(
            Lei,
            Bic,
            Jurisdiction,
            Roles,
            new KeySet(
                [.. AllKeys.Select(key => new ParticipantKey(key, permissions, Timestamp.Never))],
                [.. thresholds]
            )
        );

    public static PublicKey KeyNamed(string name) =>
        PublicKey.TryCreate(SignatureAlgorithm.Ed25519, Digest(name), out var key)
            ? key
            : throw new InvalidOperationException("A SHA-256 has the length of an Ed25519 key.");

    public static AccountAddress AccountNamed(string name) => new(Digest($"account {name}").AsSpan(0, 20));

    public static OfferId OfferNamed(string name) => new(Digest($"offer {name}").AsSpan(0, 16));

    public static Uetr UetrNamed(string name)
    {
        var bytes = Digest($"uetr {name}").AsSpan(0, 16);
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Uetr(bytes);
    }

    private static byte[] Digest(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
