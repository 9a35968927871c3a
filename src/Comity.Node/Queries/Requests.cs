using Comity.Node.Errors;
using Comity.Protocol.Identifiers;
using Grpc.Core;

namespace Comity.Node.Queries;

/// <summary>Reads what requests name; what cannot be read is answered with INVALID_ARGUMENT, the field, and what is allowed.</summary>
internal static class Requests
{
    /// <summary>A UETR.</summary>
    public static Uetr Uetr(string text, string field) =>
        Protocol.Identifiers.Uetr.TryParse(text, out var uetr)
            ? uetr
            : throw Invalid(field, $"is '{Shown(text)}'; a version 4 UUID in lower case is needed");

    /// <summary>An account's address.</summary>
    public static AccountAddress Account(string text, string field) =>
        AccountAddress.TryParse(text, out var account)
            ? account
            : throw Invalid(
                field,
                $"is '{Shown(text)}', which is no account address or is mistyped; it has 34 characters and a checksum"
            );

    /// <summary>An instrument.</summary>
    public static InstrumentId Instrument(string text, string field) =>
        InstrumentId.TryParse(text, out var instrument)
            ? instrument
            : throw Invalid(field, $"is '{Shown(text)}'; an instrument has 3 to 12 upper-case letters and digits");

    /// <summary>A jurisdiction.</summary>
    public static CountryCode Jurisdiction(string text, string field) =>
        CountryCode.TryParse(text, out var jurisdiction)
            ? jurisdiction
            : throw Invalid(field, $"is '{Shown(text)}'; an ISO 3166-1 alpha-2 code is needed, for example TH");

    /// <summary>A participant.</summary>
    public static Lei Lei(string text, string field) =>
        Protocol.Identifiers.Lei.TryParse(text, out var lei)
            ? lei
            : throw Invalid(field, $"is '{Shown(text)}'; an LEI has 20 characters with check digits (ISO 17442)");

    /// <summary>A transaction's id.</summary>
    public static TransactionId Transaction(string text, string field) =>
        TransactionId.TryParse(text, out var id)
            ? id
            : throw Invalid(field, $"is '{Shown(text)}'; a transaction's id has 32 hexadecimal digits");

    /// <summary>The answer to a request that cannot be read.</summary>
    public static RpcException Invalid(string field, string fault) => ApiFault.Invalid(field, fault).ToException();

    /// <summary>The answer to a question about what there is not.</summary>
    public static RpcException NotFound(string what) =>
        new ApiFault(FaultKind.NotFound, $"There is no {what}.").ToException();

    private static string Shown(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
