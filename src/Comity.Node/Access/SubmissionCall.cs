using Comity.Protocol;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Access;

/// <summary>Tells the calls that carry transactions from those that ask: the two have budgets of their own.</summary>
internal static class SubmissionCall
{
    private static readonly HashSet<string> Names =
    [
        .. Contract
            .Services.SelectMany(static service => service.Methods)
            .Where(static method => method.InputType.Name is "SubmitRequest" or "SubmitTransactionRequest")
            .Select(static method => $"/{method.Service.FullName}/{method.Name}"),
    ];

    /// <summary>Whether a request carries transactions.</summary>
    public static bool Is(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc
        && Names.Contains(grpc.Method.FullName);
}
