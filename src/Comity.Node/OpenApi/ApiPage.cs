using Comity.Node.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Comity.Node.OpenApi;

/// <summary>The API's document, and a page that shows it and tries it. Everything that the page loads comes from this node.</summary>
internal static class ApiPage
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string PagePath = "/docs";

    // The browser holds what is promised: nothing is loaded from, or sent to, anywhere but this node.
    private const string OnlyThisNode =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps both.</summary>
    public static void Map(WebApplication routes)
    {
        routes.Use(
            (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments(PagePath, StringComparison.Ordinal))
                {
                    context.Response.Headers.ContentSecurityPolicy = OnlyThisNode;
                }

                return next(context);
            }
        );
        routes
            .MapGet(DocumentPath, static () => Results.Text(OpenApiDocument.Json, "application/json"))
            .WithMetadata(CallAccess.Participant);
        routes
            .MapScalarApiReference(
                PagePath,
                static page =>
                {
                    page.WithTitle("Comity node")
                        .WithOpenApiRoutePattern(DocumentPath)
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideDeveloperTools()
                        .HideClientButton();
                    page.ProxyUrl = null;
                    page.Favicon = null;
                }
            )
            .WithMetadata(CallAccess.Participant);
    }
}
