using System.Text;
using System.Text.Json.Nodes;

namespace Comity.Node.Tests.Fuzz;

/// <summary>Makes hostile requests out of good ones; the same seed makes the same ones.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] Tokens =
    [
        "null",
        "true",
        "[]",
        "{}",
        "-1",
        "0",
        "1e309",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "4294967296",
        "0.1",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"💶\"",
        "\"1e3\"",
        "\" 1\"",
        "\"+1\"",
        "\"0x10\"",
        "\"NaN\"",
        "\"1000.50\"",
        "\"../..\"",
        "{\"a\":{\"a\":{}}}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ];

    private static readonly string[] PathTokens =
    [
        "%00",
        "%",
        "%2e%2e",
        "..",
        "%ff%fe",
        "%F0%9F%92%B6",
        "//",
        "?",
        "#",
        ";a=b",
        "%2F",
        " ",
        "+",
        "a[]=1",
        "&&",
        "=",
        "{uetr}",
        "9999999999999999999999",
        "-1",
        "null",
        "%25%30%30",
    ];

    private static readonly string[] MediaTypes =
    [
        "application/json",
        "application/json",
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=utf-16",
        "text/plain",
        "application/grpc",
        "application/grpc-web",
        "multipart/form-data; boundary=x",
        "application/x-protobuf",
    ];

    private static readonly string[] Methods =
    [
        "GET",
        "GET",
        "POST",
        "POST",
        "PUT",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "TRACE",
    ];

    /// <summary>One request out of another.</summary>
    public RequestSeed Mutate(RequestSeed seed)
    {
        for (var rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            seed = random.Next(10) switch
            {
                0 => seed with { Method = Pick(Methods) },
                1 => seed with { MediaType = Pick(MediaTypes) },
                2 or 3 => seed with { Target = Target(seed.Target) },
                _ when seed.Body is null => seed with { Target = Target(seed.Target) },
                4 or 5 or 6 => seed with { Body = Structure(seed.Body!) },
                _ => seed with { Body = Bytes(seed.Body!) },
            };
        }

        return seed;
    }

    private string Target(string target)
    {
        var place = random.Next(1, target.Length + 1);
        return random.Next(9) switch
        {
            0 => target.Insert(place, Pick(PathTokens)),
            1 => target[..place],
            2 =>
                $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Pick(Parameters)}={Pick(PathTokens)}",
            // A request line that is too long is the server's to end, before there is a request.
            3 when target.Length < 1_000 => target.Insert(place, new string('a', random.Next(1, 1_000))),
            // Close to good: another number, or a parameter that some call has.
            4 or 5 => Digit(target, place),
            6 or 7 =>
                $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Pick(Parameters)}={random.Next(20)}",
            _ => target[..place] + (char)random.Next(33, 127) + target[Math.Min(place + 1, target.Length)..],
        };
    }

    private string Digit(string target, int place)
    {
        var digit = target.AsSpan(place).IndexOfAnyInRange('0', '9');
        return digit < 0 ? target : $"{target[..(place + digit)]}{random.Next(10)}{target[(place + digit + 1)..]}";
    }

    private static string[] Parameters =>
        ["page_size", "cursor", "from_height", "until_now", "pay", "receive", "taker", "gives", "zz"];

    private byte[] Bytes(byte[] body)
    {
        if (body.Length == 0)
        {
            return Encoding.UTF8.GetBytes(Pick(Tokens));
        }

        var copy = body.ToList();
        var place = random.Next(copy.Count);
        switch (random.Next(5))
        {
            case 0:
                copy[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                copy.RemoveRange(place, Math.Min(random.Next(1, 30), copy.Count - place));
                break;
            case 2:
                copy.InsertRange(place, Encoding.UTF8.GetBytes(Pick(Tokens)));
                break;
            case 3:
                copy.InsertRange(place, copy.GetRange(place, Math.Min(random.Next(1, 60), copy.Count - place)));
                break;
            default:
                copy[place] = (byte)random.Next(256);
                break;
        }

        return [.. copy];
    }

    private byte[] Structure(byte[] body)
    {
        try
        {
            return TryStructure(body) ?? Bytes(body);
        }
        catch (Exception fault)
            when (fault is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // What an earlier round made of it is no JSON that .NET takes.
            return Bytes(body);
        }
    }

    // Another value, an unknown member, a missing one, or a longer list, somewhere in the tree.
    private byte[]? TryStructure(byte[] body)
    {
        var root = JsonNode.Parse(body);
        var places = new List<JsonNode>();
        Collect(root, places);
        switch (places.Count == 0 ? null : places[random.Next(places.Count)])
        {
            case null:
                return null;
            case JsonObject members when random.Next(3) == 0:
                members[Pick(["zz", "settle", "instrument", "", "kind", "amount", "__proto__"])] = Value();
                break;
            case JsonObject { Count: > 0 } members:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(3) == 0)
                {
                    members.Remove(name);
                }
                else
                {
                    members[name] = Value();
                }

                break;
            case JsonArray { Count: > 0 } list when random.Next(2) == 0:
                for (var copies = random.Next(1, 70); copies > 0; copies--)
                {
                    list.Add(list[0]?.DeepClone());
                }

                break;
            case JsonArray list:
                list.Add(Value());
                break;
        }

        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private JsonNode? Value()
    {
        try
        {
            return JsonNode.Parse(Pick(Tokens));
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        switch (node)
        {
            case JsonObject members:
                places.Add(members);
                foreach (var (_, member) in members)
                {
                    Collect(member, places);
                }

                break;
            case JsonArray list:
                places.Add(list);
                foreach (var element in list)
                {
                    Collect(element, places);
                }

                break;
        }
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
