using Comity.Node.Errors;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Rest;

/// <summary>Whether a query's parameters are fields of the contract that are neither in the path nor in the body.</summary>
internal static class QueryShape
{
    /// <summary>Checks a request's query.</summary>
    /// <returns>The first fault; absent where there is none.</returns>
    public static ApiFault? Check(HttpRequest request, MessageDescriptor message, HttpRule rule)
    {
        var taken = new Dictionary<OneofDescriptor, string>();
        foreach (var (name, values) in request.Query)
        {
            var fault = CheckParameter(name, values, Parameters(message, rule), taken);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The fields that a call takes in its query.</summary>
    public static IReadOnlyList<FieldDescriptor> Parameters(MessageDescriptor message, HttpRule rule)
    {
        var path = rule.Get.Length > 0 ? rule.Get : rule.Post;
        return rule.Body.Length > 0
            ? []
            :
            [
                .. message
                    .Fields.InDeclarationOrder()
                    .Where(static field => field.FieldType != FieldType.Message && !field.IsRepeated)
                    .Where(field => !path.Contains($"{{{field.Name}}}", StringComparison.Ordinal))
                    .Where(field => !InPath(field.RealContainingOneof, path)),
            ];
    }

    private static bool InPath(OneofDescriptor? oneof, string path) =>
        oneof is not null && oneof.Fields.Any(field => path.Contains($"{{{field.Name}", StringComparison.Ordinal));

    private static ApiFault? CheckParameter(
        string name,
        Microsoft.Extensions.Primitives.StringValues values,
        IReadOnlyList<FieldDescriptor> known,
        Dictionary<OneofDescriptor, string> taken
    )
    {
        if (known.FirstOrDefault(field => field.Name == name) is not { } found)
        {
            var names = string.Join(", ", known.Select(static field => field.Name));
            return ApiFault.Invalid(
                FieldShape.Shown(name),
                names.Length == 0 ? "is no parameter; this call takes none" : $"is no parameter; there are {names}"
            );
        }

        if (values.Count != 1)
        {
            return ApiFault.Invalid(name, $"is stated {values.Count} times; once is enough");
        }

        if (found.RealContainingOneof is { } oneof && !taken.TryAdd(oneof, name))
        {
            return ApiFault.Invalid(name, $"is stated beside {taken[oneof]}; only one of them may be");
        }

        return FieldShape.CheckText(values[0] ?? string.Empty, found) is { } fault
            ? ApiFault.Invalid(name, fault)
            : null;
    }
}
