using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Comity.Node.Tests.Access;

/// <summary>What a call was answered with: a status, and the messages where it was served.</summary>
/// <param name="Status">The gRPC status, or the one that REST's code stands for.</param>
/// <param name="Messages">The messages: one, or those of a stream.</param>
internal sealed record CallAnswer(StatusCode Status, IReadOnlyList<IMessage> Messages)
{
    /// <summary>Everything, so that two answers can be compared.</summary>
    public string Text(string subject) =>
        $"{Status}\n{string.Join('\n', Messages)}".Replace(subject, "SUBJECT", StringComparison.Ordinal);
}

/// <summary>Makes any call of the contract from its descriptor, over gRPC and over REST.</summary>
internal static partial class ContractCall
{
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));
    private static readonly JsonFormatter Text = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>Whether the contract gives a call to REST.</summary>
    public static bool IsOverRest(MethodDescriptor method) => RuleOf(method) is not null;

    /// <summary>Over gRPC.</summary>
    public static async Task<CallAnswer> Grpc(ChannelBase channel, MethodDescriptor method, IMessage request)
    {
        var type =
            method.IsClientStreaming ? MethodType.DuplexStreaming
            : method.IsServerStreaming ? MethodType.ServerStreaming
            : MethodType.Unary;
        var call = new Method<IMessage, IMessage>(
            type,
            method.Service.FullName,
            method.Name,
            Marshallers.Create(static (IMessage message) => message.ToByteArray(), method.InputType.Parser.ParseFrom),
            Marshallers.Create(static (IMessage message) => message.ToByteArray(), method.OutputType.Parser.ParseFrom)
        );
        var invoker = channel.CreateCallInvoker();
        var messages = new List<IMessage>();
        try
        {
            switch (type)
            {
                case MethodType.Unary:
                    using (var unary = invoker.AsyncUnaryCall(call, null, default, request))
                    {
                        messages.Add(await unary.ResponseAsync);
                    }

                    break;
                case MethodType.ServerStreaming:
                    using (var stream = invoker.AsyncServerStreamingCall(call, null, default, request))
                    {
                        await Read(stream.ResponseStream, messages);
                    }

                    break;
                default:
                    using (var duplex = invoker.AsyncDuplexStreamingCall(call, null, default))
                    {
                        await Send(duplex.RequestStream, request);
                        await Read(duplex.ResponseStream, messages);
                    }

                    break;
            }
        }
        catch (RpcException fault)
        {
            return new CallAnswer(fault.StatusCode, []);
        }

        return new CallAnswer(StatusCode.OK, messages);
    }

    /// <summary>Over REST, by the contract's google.api.http option.</summary>
    public static async Task<CallAnswer> Rest(HttpClient http, MethodDescriptor method, IMessage request)
    {
        using var message = Request(RuleOf(method)!, request);
        using var response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            return new CallAnswer(StatusOf((int)response.StatusCode), []);
        }

        var lines = method.IsServerStreaming ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text];
        return new CallAnswer(StatusCode.OK, [.. lines.Select(line => Json.Parse(line, method.OutputType))]);
    }

    // A call that is not let in is answered while it is still being sent; the answer is what counts.
    private static async Task Send(IClientStreamWriter<IMessage> stream, IMessage request)
    {
        try
        {
            await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            // Read tells it.
        }
    }

    private static async Task Read(IAsyncStreamReader<IMessage> stream, List<IMessage> messages)
    {
        while (await stream.MoveNext(TestContext.Current.CancellationToken))
        {
            messages.Add(stream.Current);
        }
    }

    private static HttpRule? RuleOf(MethodDescriptor method) =>
        method.GetOptions() is { } options ? options.GetExtension(AnnotationsExtensions.Http) : null;

    private static HttpRequestMessage Request(HttpRule rule, IMessage request)
    {
        if (rule.Body.Length > 0)
        {
            return new HttpRequestMessage(HttpMethod.Post, rule.Post)
            {
                Content = new StringContent(Text.Format(request), Encoding.UTF8, "application/json"),
            };
        }

        // The first form whose fields the request states.
        var used = new HashSet<string>(StringComparer.Ordinal);
        var path = rule
            .AdditionalBindings.Prepend(rule)
            .Select(binding => Path(binding.Get, request, used))
            .First(static made => !made.Contains("//", StringComparison.Ordinal) && !made.EndsWith('/'));
        var query = request
            .Descriptor.Fields.InDeclarationOrder()
            .Where(field => !used.Contains(field.Name) && IsStated(field, request))
            .Select(field => $"{field.Name}={Uri.EscapeDataString(TextOf(field.Accessor.GetValue(request)))}");
        return new HttpRequestMessage(HttpMethod.Get, $"{path}?{string.Join('&', query)}".TrimEnd('?'));
    }

    private static string TextOf(object value) =>
        value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool IsStated(FieldDescriptor field, IMessage request) =>
        field.FieldType != FieldType.Message
        && (
            field.HasPresence
                ? field.Accessor.HasValue(request)
                : !Equals(field.Accessor.GetValue(request), DefaultOf(field))
        );

    private static object DefaultOf(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.String => "",
            FieldType.Bool => false,
            FieldType.UInt32 => 0U,
            FieldType.UInt64 => 0UL,
            _ => throw new NotSupportedException($"{field.FullName} in a query"),
        };

    private static string Path(string template, IMessage request, HashSet<string> used) =>
        Variable()
            .Replace(
                template,
                match =>
                {
                    IMessage? message = request;
                    var names = match.Groups["name"].Value.Split('.');
                    foreach (var name in names[..^1])
                    {
                        used.Add(name);
                        message = (IMessage?)message?.Descriptor.FindFieldByName(name).Accessor.GetValue(message);
                    }

                    used.Add(names[^1]);
                    var field = message?.Descriptor.FindFieldByName(names[^1]);
                    return field is null || (field.HasPresence && !field.Accessor.HasValue(message))
                        ? ""
                        : Uri.EscapeDataString((string)field.Accessor.GetValue(message));
                }
            );

    private static StatusCode StatusOf(int http) =>
        http switch
        {
            400 => StatusCode.InvalidArgument,
            401 => StatusCode.Unauthenticated,
            403 => StatusCode.PermissionDenied,
            404 => StatusCode.NotFound,
            429 => StatusCode.ResourceExhausted,
            _ => StatusCode.Unknown,
        };

    [GeneratedRegex(@"\{(?<name>[a-z_.]+)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Variable();
}
