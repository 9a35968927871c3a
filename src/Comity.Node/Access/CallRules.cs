using System.Collections.Frozen;
using Comity.Protocol;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access;

/// <summary>
/// Who may make each call, as the contract states it (proto/comity/v1/access.proto). A call that the contract leaves without a rule,
/// and an endpoint that nobody gave one, keep the node from starting.
/// </summary>
internal sealed class CallRules
{
    // The one service that is not ours. Watch holds a stream open, so it is not for everybody.
    private const string HealthService = "grpc.health.v1.Health";
    private const string HealthCheck = $"/{HealthService}/Check";

    private readonly FrozenDictionary<string, CallAccess> _byMethod;

    private CallRules(FrozenDictionary<string, CallAccess> byMethod) => _byMethod = byMethod;

    /// <summary>Reads the contract.</summary>
    /// <exception cref="InvalidOperationException">A call has no rule: a bug, and no node starts with it.</exception>
    public static CallRules OfContract() => Of(Contract.Services);

    /// <summary>Reads services' rules.</summary>
    /// <exception cref="InvalidOperationException">A call has no rule.</exception>
    public static CallRules Of(IEnumerable<ServiceDescriptor> services) =>
        new(
            services
                .SelectMany(static service => service.Methods)
                .ToFrozenDictionary(
                    static method => $"/{method.Service.FullName}/{method.Name}",
                    static method =>
                        method.GetOptions()?.GetExtension(Wire.AccessExtensions.Access) switch
                        {
                            Wire.Access.Participant => CallAccess.Participant,
                            Wire.Access.Own => CallAccess.Own,
                            Wire.Access.Operator => CallAccess.Operator,
                            _ => throw new InvalidOperationException(
                                $"{method.FullName} does not state who may call it (option (access) in its .proto)."
                            ),
                        },
                    StringComparer.Ordinal
                )
        );

    /// <summary>Whose the call is that an endpoint serves; <see cref="CallAccess.Participant"/> where there is none, so that a stranger learns nothing from what is not there.</summary>
    public CallAccess Of(Endpoint? endpoint) =>
        endpoint is not null && TryGet(endpoint, out var access) ? access : CallAccess.Participant;

    /// <summary>The call's name: a gRPC method, or a path.</summary>
    public static string NameOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName
        ?? context.Request.Path.ToString();

    /// <summary>Sees to it that every endpoint has a rule.</summary>
    /// <exception cref="InvalidOperationException">One has none: a bug, and no node starts with it.</exception>
    public void Check(IEnumerable<EndpointDataSource> sources)
    {
        foreach (var endpoint in sources.SelectMany(static source => source.Endpoints))
        {
            if (!TryGet(endpoint, out _) && !IsUnimplemented(endpoint))
            {
                throw new InvalidOperationException(
                    $"The endpoint '{endpoint.DisplayName}' has no rule on who may call it: give it a CallAccess in its metadata."
                );
            }
        }
    }

    private bool TryGet(Endpoint endpoint, out CallAccess access)
    {
        if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc)
        {
            var isHealth = string.Equals(grpc.Method.ServiceName, HealthService, StringComparison.Ordinal);
            access = string.Equals(grpc.Method.FullName, HealthCheck, StringComparison.Ordinal)
                ? CallAccess.Open
                : CallAccess.Participant;
            return isHealth || _byMethod.TryGetValue(grpc.Method.FullName, out access);
        }

        access = endpoint.Metadata.OfType<CallAccess>().LastOrDefault(CallAccess.Operator);
        return endpoint.Metadata.OfType<CallAccess>().Any();
    }

    // What the gRPC library maps for names that there are not.
    private static bool IsUnimplemented(Endpoint endpoint) =>
        endpoint.DisplayName?.StartsWith("gRPC - Unimplemented", StringComparison.Ordinal) == true;
}
