using System.Security.Cryptography;
using System.Text;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Testing;

/// <summary>A participant of a test world with one key that may do everything, and one account. All of it follows from its name.</summary>
public sealed class TestParticipant
{
    /// <summary>Makes one.</summary>
    /// <param name="country">Its jurisdiction.</param>
    /// <param name="number">0 for the authority, from 1 for banks: one digit or letter.</param>
    /// <param name="roles">What it is.</param>
    public TestParticipant(CountryCode country, int number, Roles roles)
    {
        Country = country;
        Lei = Lei.WithCheckDigits($"COMITY{country}{number:0000000000}");
        Key = SigningKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"key of {Lei}")));
        Account = new AccountAddress(SHA256.HashData(Encoding.ASCII.GetBytes($"account of {Lei}")).AsSpan(0, 20));
        Terms = new ParticipantTerms(
            Lei,
            Bic.Parse($"TEST{country}{number / 36 % 36:0}{Digit(number)}"),
            country,
            roles,
            new KeySet([new ParticipantKey(Key.PublicKey, Permissions.All, Timestamp.Never)], [])
        );
    }

    /// <summary>Its jurisdiction.</summary>
    public CountryCode Country { get; }

    /// <summary>Its LEI.</summary>
    public Lei Lei { get; }

    /// <summary>Its key.</summary>
    public SigningKey Key { get; }

    /// <summary>Its account, once opened.</summary>
    public AccountAddress Account { get; }

    /// <summary>As it is admitted.</summary>
    public ParticipantTerms Terms { get; }

    private static char Digit(int number) => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 36];
}
