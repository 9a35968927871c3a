using Grpc.Core;

namespace Comity.Node.Errors;

/// <summary>A kind of error of the API: what each means is in docs/api.md.</summary>
/// <param name="Code">Its name, which never changes: lower case with underscores.</param>
/// <param name="Status">Its gRPC status.</param>
/// <param name="HttpStatus">Its HTTP status (RFC 9110).</param>
/// <param name="Title">What it means, the same every time.</param>
/// <param name="Advice">What to do, where the occasion says nothing better.</param>
internal sealed record FaultKind(string Code, StatusCode Status, int HttpStatus, string Title, string Advice)
{
    /// <summary>A field of the request cannot be.</summary>
    public static FaultKind InvalidArgument { get; } =
        new(
            "invalid_argument",
            StatusCode.InvalidArgument,
            400,
            "A field of the request cannot be read or is out of range.",
            "Correct the field and send again."
        );

    /// <summary>The body is no JSON.</summary>
    public static FaultKind MalformedJson { get; } =
        new(
            "malformed_json",
            StatusCode.InvalidArgument,
            400,
            "The body is not JSON.",
            "Send one JSON object (RFC 8259) in UTF-8."
        );

    /// <summary>The bytes are no transaction, or a signature is wrong.</summary>
    public static FaultKind MalformedTransaction { get; } =
        new(
            "malformed_transaction",
            StatusCode.InvalidArgument,
            400,
            "The bytes are not a transaction, or a signature is wrong. It was not ordered.",
            "Send exactly the body that was signed, and one signature for each of its signers, in their order."
        );

    /// <summary>The ledger refused.</summary>
    public static FaultKind Refused { get; } =
        new(
            "refused",
            StatusCode.FailedPrecondition,
            422,
            "The ledger refused the transaction: nothing of it applied.",
            "See `refusal`."
        );

    /// <summary>Nobody knows who calls.</summary>
    public static FaultKind Unauthenticated { get; } =
        new(
            "unauthenticated",
            StatusCode.Unauthenticated,
            401,
            "The node does not know who is calling.",
            "Call with a client certificate or a token of a participant's key."
        );

    /// <summary>The caller may not.</summary>
    public static FaultKind PermissionDenied { get; } =
        new(
            "permission_denied",
            StatusCode.PermissionDenied,
            403,
            "The caller may not make this call.",
            "Ask whom it is allowed to; the contract says it for every call."
        );

    /// <summary>What is asked about does not exist.</summary>
    public static FaultKind NotFound { get; } =
        new(
            "not_found",
            StatusCode.NotFound,
            404,
            "What the request names does not exist.",
            "Check the name; lists show what there is."
        );

    /// <summary>No call has this path.</summary>
    public static FaultKind NoSuchPath { get; } =
        new(
            "no_such_path",
            StatusCode.Unimplemented,
            404,
            "No call has this path.",
            "All paths are in /openapi/v1.json."
        );

    /// <summary>The path has other methods.</summary>
    public static FaultKind MethodNotAllowed { get; } =
        new(
            "method_not_allowed",
            StatusCode.Unimplemented,
            405,
            "The path has no call with this HTTP method.",
            "Use one of the methods in the Allow header."
        );

    /// <summary>The request is too large.</summary>
    public static FaultKind TooLarge { get; } =
        new(
            "too_large",
            StatusCode.ResourceExhausted,
            413,
            "The request is larger than the node takes.",
            "Send it in parts: a batch may be cut anywhere."
        );

    /// <summary>The body is said to be something else than JSON.</summary>
    public static FaultKind UnsupportedMediaType { get; } =
        new(
            "unsupported_media_type",
            StatusCode.InvalidArgument,
            415,
            "The body is not said to be JSON in UTF-8.",
            "Send the header Content-Type: application/json."
        );

    /// <summary>This node does not keep what the call needs.</summary>
    public static FaultKind NotKept { get; } =
        new(
            "not_kept",
            StatusCode.FailedPrecondition,
            409,
            "This node does not keep what the call needs.",
            "Ask another node, or start this one with it."
        );

    /// <summary>The caller is above its rate.</summary>
    public static FaultKind RateLimited { get; } =
        new(
            "rate_limited",
            StatusCode.ResourceExhausted,
            429,
            "The caller asks more than its share.",
            "Wait as long as Retry-After says, then send again; nothing is lost."
        );

    /// <summary>The node has too much to do.</summary>
    public static FaultKind Busy { get; } =
        new(
            "busy",
            StatusCode.ResourceExhausted,
            503,
            "The node has too much to do, or its disk is full. Nothing was ordered.",
            "Send the same again in a moment; it cannot happen twice."
        );

    /// <summary>The node is starting or stopping.</summary>
    public static FaultKind Unavailable { get; } =
        new(
            "unavailable",
            StatusCode.Unavailable,
            503,
            "The node does not serve now.",
            "Send the same again in a moment, or to another node."
        );

    /// <summary>The time is up, and the outcome is not known.</summary>
    public static FaultKind OutcomeNotKnown { get; } =
        new(
            "outcome_not_known",
            StatusCode.DeadlineExceeded,
            504,
            "The outcome is not known yet: the transaction may still apply.",
            "Ask for its status, or send the same bytes again: it cannot apply twice."
        );

    /// <summary>The caller gave up.</summary>
    public static FaultKind Cancelled { get; } =
        new("cancelled", StatusCode.Cancelled, 499, "The caller gave up.", "Send it again if it is still wanted.");

    /// <summary>The node's fault.</summary>
    public static FaultKind Internal { get; } =
        new(
            "internal",
            StatusCode.Internal,
            500,
            "The node failed at this request. It is not the caller's fault.",
            "Tell the node's operator the time and the path; the node's log has the rest."
        );

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        InvalidArgument,
        MalformedJson,
        MalformedTransaction,
        Refused,
        Unauthenticated,
        PermissionDenied,
        NotFound,
        NoSuchPath,
        MethodNotAllowed,
        TooLarge,
        UnsupportedMediaType,
        NotKept,
        RateLimited,
        Busy,
        Unavailable,
        OutcomeNotKnown,
        Cancelled,
        Internal,
    ];

    /// <summary>The type of problem as a URI (RFC 9457, section 3.1.1).</summary>
    public string Type => $"urn:comity:problem:{Code}";
}
