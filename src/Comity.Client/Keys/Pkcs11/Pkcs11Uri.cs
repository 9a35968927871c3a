using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>
/// A key on a PKCS#11 token, named by a URI (RFC 7512): <c>pkcs11:token=bank;object=pay?pin-source=file:/etc/comity/pin</c>. What it
/// states must fit exactly one token and one private key there.
/// </summary>
/// <param name="Token">The token's label; empty where not stated.</param>
/// <param name="Manufacturer">The token's manufacturer; empty where not stated.</param>
/// <param name="Model">The token's model; empty where not stated.</param>
/// <param name="Serial">The token's serial number; empty where not stated.</param>
/// <param name="SlotId">The slot's number; null where not stated.</param>
/// <param name="Object">The key's label; empty where not stated.</param>
/// <param name="Id">The key's id, in lower-case hexadecimal digits; empty where not stated.</param>
/// <param name="ModulePath">The library that speaks for the token; empty for the one in COMITY_PKCS11_MODULE.</param>
/// <param name="PinSource">Where the PIN is: a file; empty to take it from where passphrases come from.</param>
public sealed record Pkcs11Uri(
    string Token,
    string Manufacturer,
    string Model,
    string Serial,
    ulong? SlotId,
    string Object,
    string Id,
    string ModulePath,
    string PinSource
)
{
    /// <summary>What the URI begins with.</summary>
    public const string Scheme = "pkcs11:";

    private static readonly Pkcs11Uri Empty = new("", "", "", "", null, "", "", "", "");

    /// <summary>Reads a URI.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="uri">What it states.</param>
    /// <param name="failure">What is wrong with it.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Pkcs11Uri? uri,
        [NotNullWhen(false)] out string? failure
    )
    {
        uri = null;
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            failure = $"'{text}' is no PKCS#11 URI: it does not begin with {Scheme}";
            return false;
        }

        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text[Scheme.Length..] : text[Scheme.Length..question];
        var read = Empty;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        failure =
            ReadAll(path.Split(';', StringSplitOptions.RemoveEmptyEntries), seen, ref read, ReadPath)
            ?? (
                question < 0
                    ? null
                    : ReadAll(
                        text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries),
                        seen,
                        ref read,
                        ReadQuery
                    )
            );
        failure ??=
            read.Object.Length == 0 && read.Id.Length == 0
                ? "the URI names no key: object= (its label) or id= is needed"
                : null;
        uri = failure is null ? read : null;
        return uri is not null;
    }

    /// <summary>The URI.</summary>
    public override string ToString()
    {
        (string Name, string Value)[] path =
        [
            ("token", Escape(Token)),
            ("manufacturer", Escape(Manufacturer)),
            ("model", Escape(Model)),
            ("serial", Escape(Serial)),
            ("slot-id", SlotId?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("object", Escape(Object)),
            ("id", string.Concat(Id.Chunk(2).Select(static pair => $"%{new string(pair)}"))),
        ];
        (string Name, string Value)[] query = [("module-path", Escape(ModulePath)), ("pin-source", Escape(PinSource))];
        var asked = Join('&', query);
        return $"{Scheme}{Join(';', path)}{(asked.Length == 0 ? "" : "?")}{asked}";

        static string Join(char separator, IEnumerable<(string Name, string Value)> attributes) =>
            string.Join(
                separator,
                attributes
                    .Where(static each => each.Value.Length > 0)
                    .Select(static each => $"{each.Name}={each.Value}")
            );
    }

    private delegate string? AttributeReader(string name, byte[] value, ref Pkcs11Uri read);

    private static string? ReadAll(
        string[] attributes,
        HashSet<string> seen,
        ref Pkcs11Uri read,
        AttributeReader reader
    )
    {
        foreach (var attribute in attributes)
        {
            var equals = attribute.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return $"'{attribute}' is not name=value";
            }

            var name = attribute[..equals];
            if (!TryUnescape(attribute[(equals + 1)..], out var value))
            {
                return $"the value of {name} has a % that no two hexadecimal digits follow";
            }

            // RFC 7512, section 2.3: an attribute may not be there twice.
            if (!seen.Add(name))
            {
                return $"{name} is there twice";
            }

            if (reader(name, value, ref read) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? ReadPath(string name, byte[] value, ref Pkcs11Uri read)
    {
        var text = Encoding.UTF8.GetString(value);
        switch (name)
        {
            case "token":
                read = read with { Token = text };
                return null;
            case "manufacturer":
                read = read with { Manufacturer = text };
                return null;
            case "model":
                read = read with { Model = text };
                return null;
            case "serial":
                read = read with { Serial = text };
                return null;
            case "slot-id" when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var slot):
                read = read with { SlotId = slot };
                return null;
            case "object":
                read = read with { Object = text };
                return null;
            case "id":
                read = read with { Id = Convert.ToHexStringLower(value) };
                return null;
            case "type":
                return text == "private" ? null : $"type={text} is no key that signs; type=private is";
            case "slot-id":
                return $"slot-id '{text}' is not a number";
            default:
                // RFC 7512, section 2.3: an attribute that is not understood must not be passed over.
                return $"{name} is not understood; token, manufacturer, model, serial, slot-id, object, id and type are";
        }
    }

    private static string? ReadQuery(string name, byte[] value, ref Pkcs11Uri read)
    {
        var text = Encoding.UTF8.GetString(value);
        switch (name)
        {
            case "module-path":
                read = read with { ModulePath = text };
                return null;
            case "pin-source":
                read = read with { PinSource = text };
                return FileOf(text) is null ? $"pin-source '{text}' is not a file; give file:/PATH" : null;
            case "pin-value":
                return "pin-value would leave the PIN where commands and configurations are shown; use pin-source=file:/PATH";
            default:
                return $"{name} is not understood; module-path and pin-source are";
        }
    }

    /// <summary>The file that holds the PIN; null where none is stated or it is something else.</summary>
    internal string? PinFile => FileOf(PinSource);

    private static string? FileOf(string source) =>
        source.StartsWith("file:///", StringComparison.Ordinal) ? source["file://".Length..]
        : source.StartsWith("file:", StringComparison.Ordinal) && source.Length > "file:".Length
            ? source["file:".Length..]
        : source.StartsWith('/') ? source
        : null;

    private static bool TryUnescape(string text, out byte[] value)
    {
        var bytes = new List<byte>(text.Length);
        value = [];
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '%')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, index, 1));
            }
            else if (
                index + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(index + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var escaped
                )
            )
            {
                bytes.Add(escaped);
                index += 2;
            }
            else
            {
                return false;
            }
        }

        value = [.. bytes];
        return true;
    }

    // Unreserved characters of RFC 3986, section 2.3, and the slashes and colons of paths stand for themselves.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var each in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)each) || "-._~/:".Contains((char)each, StringComparison.Ordinal))
            {
                escaped.Append((char)each);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{each:x2}");
            }
        }

        return escaped.ToString();
    }
}
