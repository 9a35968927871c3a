using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Errors;

/// <summary>One error of the API, before it takes the form of a protocol.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Detail">What happened this time, in a sentence.</param>
internal sealed record ApiFault(FaultKind Kind, string Detail)
{
    private const string Domain = "comity";
    private const string Details = "grpc-status-details-bin";

    // The same name and form as HTTP's field (RFC 9110, section 10.2.3).
    private const string RetryAfter = "retry-after";

    /// <summary>The field of the request that it is about, as the contract spells it.</summary>
    public string? Field { get; init; }

    /// <summary>Why the ledger refused, where it did.</summary>
    public Wire.RefusalInfo? Refusal { get; init; }

    /// <summary>The transaction that it is about.</summary>
    public string? Transaction { get; init; }

    /// <summary>When to come again, in seconds; 0 where nothing is known of that.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>What to do.</summary>
    public string Advice => Refusal?.Advice ?? Kind.Advice;

    /// <summary>A field that cannot be.</summary>
    /// <param name="field">As the contract spells it.</param>
    /// <param name="fault">What is wrong with it and what is allowed, without a full stop.</param>
    public static ApiFault Invalid(string field, string fault) =>
        new(FaultKind.InvalidArgument, $"{field} {fault}.") { Field = field };

    /// <summary>What a call ends with: over gRPC, a status with details (google.rpc.Status).</summary>
    public ApiFaultException ToException() => new(this);

    /// <summary>The same as a gRPC status.</summary>
    internal Grpc.Core.Status ToStatus() => new(Kind.Status, Detail);

    /// <summary>The details: ErrorInfo with the code, BadRequest with the field, comity.v1.RefusalInfo with the refusal.</summary>
    internal Metadata ToTrailers()
    {
        var info = new ErrorInfo { Reason = Kind.Code.ToUpperInvariant(), Domain = Domain };
        info.Metadata["advice"] = Advice;
        if (Transaction is { } transaction)
        {
            info.Metadata["transaction"] = transaction;
        }

        var status = new Google.Rpc.Status
        {
            Code = (int)Kind.Status,
            Message = Detail,
            Details = { Any.Pack(info) },
        };
        if (Field is { } field)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = field, Description = Detail };
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }

        if (Refusal is { } refusal)
        {
            status.Details.Add(Any.Pack(refusal));
        }

        var trailers = new Metadata { { Details, status.ToByteArray() } };
        if (RetryAfterSeconds > 0)
        {
            trailers.Add(RetryAfter, RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
        }

        return trailers;
    }
}
