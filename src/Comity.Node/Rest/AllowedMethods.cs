using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Comity.Node.Rest;

/// <summary>Which HTTP methods a path has.</summary>
internal sealed class AllowedMethods(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<(TemplateMatcher Path, string Method)>> _calls = new(() => Read(endpoints));

    /// <summary>The methods of all calls with a path; empty where there is none.</summary>
    public IReadOnlyList<string> Of(PathString path) =>
        [
            .. _calls
                .Value.Where(call => call.Path.TryMatch(path, []))
                .Select(static call => call.Method)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static IReadOnlyList<(TemplateMatcher Path, string Method)> Read(EndpointDataSource endpoints) =>
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(static endpoint => endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not null)
                .SelectMany(static endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                        (new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []), method)
                    )
                ),
        ];
}
