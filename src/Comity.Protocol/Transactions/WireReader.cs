using System.Collections.Immutable;
using System.Numerics;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Comity.Protocol.Transactions;

/// <summary>
/// Turns wire values into typed ones. It keeps the first fault and goes on with a default, so that reading is a straight
/// line; whoever reads asks <see cref="Failure"/> at the end and drops the result where there is one.
/// </summary>
internal sealed class WireReader
{
    private readonly List<(string Field, int Index)> _path = [];

    /// <summary>The first fault, where there is one.</summary>
    public DecodeFailure? Failure { get; private set; }

    /// <summary>Begins the next message: the same reader serves many, so that reading one allocates nothing of its own.</summary>
    public WireReader Restart()
    {
        _path.Clear();
        Failure = null;
        return this;
    }

    /// <summary>Goes one level in: what follows is inside this field.</summary>
    public void Enter(string field) => Enter(field, -1);

    /// <summary>Goes one level in, into an element of a list.</summary>
    public void Enter(string field, int index)
    {
        if (Failure is null)
        {
            _path.Add((field, index));
        }
    }

    /// <summary>Comes back out.</summary>
    public void Leave()
    {
        if (Failure is null)
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }

    public void Fail(string field, string message)
    {
        Failure ??= new DecodeFailure(
            string.Join('.', _path.Append((field, -1)).Where(static part => part.Item1.Length > 0).Select(Shown)),
            message
        );
    }

    public void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            Fail(field, message);
        }
    }

    public AccountAddress Account(ByteString bytes, string field) =>
        bytes.Length == AccountAddress.Size
            ? new AccountAddress(bytes.Span)
            : Bad<AccountAddress>(field, $"has {bytes.Length} bytes; an account address has {AccountAddress.Size}");

    public Uetr Uetr(ByteString bytes, string field) =>
        Identifiers.Uetr.IsValid(bytes.Span)
            ? new Uetr(bytes.Span)
            : Bad<Uetr>(field, "is not a version 4 UUID of 16 bytes");

    public OfferId Offer(ByteString bytes, string field) =>
        bytes.Length == OfferId.Size
            ? new OfferId(bytes.Span)
            : Bad<OfferId>(field, $"has {bytes.Length} bytes; an offer's id has {OfferId.Size}");

    public Hash256 Hash(ByteString bytes, string field) =>
        bytes.Length == Hash256.Size
            ? new Hash256(bytes.Span)
            : Bad<Hash256>(field, $"has {bytes.Length} bytes; a SHA-256 has {Hash256.Size}");

    public Hash256? OptionalHash(ByteString bytes, string field) => bytes.IsEmpty ? null : Hash(bytes, field);

    public InstrumentId Instrument(string text, string field) =>
        InstrumentId.TryParse(text, out var value)
            ? value
            : Bad<InstrumentId>(field, $"'{Shown(text)}' is not 3 to 12 upper-case letters and digits");

    public CountryCode Country(string text, string field) =>
        CountryCode.TryParse(text, out var value)
            ? value
            : Bad<CountryCode>(field, $"'{Shown(text)}' is not an ISO 3166-1 alpha-2 code");

    public Lei Lei(string text, string field) =>
        Identifiers.Lei.TryParse(text, out var value)
            ? value
            : Bad<Lei>(field, $"'{Shown(text)}' is not an LEI (20 characters with check digits, ISO 17442)");

    public Bic Bic(string text, string field) =>
        Identifiers.Bic.TryParse(text, out var value)
            ? value
            : Bad<Bic>(field, $"'{Shown(text)}' is not a BIC (8 or 11 characters, ISO 9362)");

    public UInt128 PositiveUnits(Wire.Units? units, string field)
    {
        var value = OptionalUnits(units);
        return value > 0 ? value : Bad<UInt128>(field, "is 0 or missing; at least 1 minor unit is needed");
    }

    public static UInt128 OptionalUnits(Wire.Units? units) =>
        units is null ? UInt128.Zero : new UInt128(units.High, units.Low);

    public Rate Rate(Wire.Rate? rate, string field) =>
        rate is { Numerator: > 0, Denominator: > 0 }
            ? new Rate(rate.Numerator, rate.Denominator)
            : Bad<Rate>(field, "needs a numerator and a denominator of at least 1");

    public static Timestamp Time(ulong milliseconds) => new(milliseconds);

    public static Timestamp EndOrNever(ulong milliseconds) =>
        milliseconds == 0 ? Timestamp.Never : new Timestamp(milliseconds);

    public string Text(string text, string field, int shortest, int longest)
    {
        if (text.Length < shortest || text.Length > longest)
        {
            return Bad<string>(field, $"has {text.Length} characters; {shortest} to {longest} are allowed") ?? "";
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                return Bad<string>(field, "has a control or surrogate character") ?? "";
            }
        }

        return text;
    }

    /// <summary>An external code of 1 to 4 upper-case letters and digits, or empty.</summary>
    public string OptionalCode(string text, string field)
    {
        var valid = text.Length <= 4 && text.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        return valid ? text : Bad<string>(field, $"'{Shown(text)}' is not a code of up to 4 letters and digits") ?? "";
    }

    public PublicKey? Key(Wire.PublicKey? key, string field)
    {
        if (
            key is not null
            && PublicKey.TryCreate((SignatureAlgorithm)(int)key.Algorithm, key.Key.Span, out var publicKey)
        )
        {
            return publicKey;
        }

        Fail(
            field,
            "is not a known algorithm with a key of its form (Ed25519: 32 bytes; P-256: an uncompressed point of 65)"
        );
        return null;
    }

    public Permissions Permission(Wire.Permission permission, string field) =>
        permission is > Wire.Permission.Unspecified and <= Wire.Permission.Approve
            ? (Permissions)(1 << (int)permission)
            : Bad<Permissions>(field, $"{(int)permission} is not a permission");

    public Roles Roles(RepeatedField<Wire.Role> roles, string field)
    {
        var result = Identifiers.Roles.None;
        foreach (var role in roles)
        {
            result |= role is > Wire.Role.Unspecified and <= Wire.Role.Supervisor
                ? (Roles)(1 << (int)role)
                : Bad<Roles>(field, $"{(int)role} is not a role");
        }

        return result;
    }

    /// <summary>Reads a list. <paramref name="read"/> is given this reader, so that it need not capture one.</summary>
    public ImmutableArray<TResult> List<TWire, TResult>(
        RepeatedField<TWire> source,
        string field,
        int fewest,
        int most,
        Func<TWire, WireReader, TResult> read
    )
    {
        if (source.Count < fewest || source.Count > most)
        {
            Fail(field, $"has {source.Count} elements; {fewest} to {most} are allowed");
            return [];
        }

        if (source.Count == 0)
        {
            return [];
        }

        var builder = new TResult[source.Count];
        for (var index = 0; index < builder.Length && Failure is null; index++)
        {
            Enter(field, index);
            builder[index] = read(source[index], this);
            Leave();
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(builder);
    }

    /// <summary>The wire's numbers of the bits that are set.</summary>
    public static IEnumerable<int> Bits(int flags)
    {
        for (var rest = (uint)flags; rest != 0; rest &= rest - 1)
        {
            yield return BitOperations.TrailingZeroCount(rest);
        }
    }

    private static string Shown((string Field, int Index) part) =>
        part.Index < 0 ? part.Field : $"{part.Field}[{part.Index}]";

    private static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private T Bad<T>(string field, string message)
    {
        Fail(field, message);
        return default!;
    }
}
