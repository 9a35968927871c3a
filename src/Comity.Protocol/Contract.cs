using System.Reflection;
using Google.Protobuf.Reflection;

namespace Comity.Protocol;

/// <summary>The API's contract with the comments that stand in its files.</summary>
public static class Contract
{
    private const int MessageField = 4;
    private const int EnumField = 5;
    private const int ServiceField = 6;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Comments = new(ReadComments);

    /// <summary>Every service of the contract, in order of their names.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        .. typeof(Wire.Access)
            .Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Wire.Access).Namespace)
            .Select(static type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(static property => property?.PropertyType == typeof(FileDescriptor))
            .SelectMany(static property => ((FileDescriptor)property!.GetValue(null)!).Services)
            .OrderBy(static service => service.FullName, StringComparer.Ordinal),
    ];

    /// <summary>What the contract says of a service, a call, a message, a field, an enum or a value of one.</summary>
    /// <param name="fullName">Its full name, for example comity.v1.Network.GetNetwork.</param>
    /// <returns>Its comment: lines joined, paragraphs apart by an empty line; empty where there is none.</returns>
    public static string CommentOf(string fullName) => Comments.Value.GetValueOrDefault(fullName, string.Empty);

    private static Dictionary<string, string> ReadComments()
    {
        using var stream =
            typeof(Contract).Assembly.GetManifestResourceStream("contract.binpb")
            ?? throw new InvalidOperationException("The contract is not embedded.");
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(stream).File)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            Name(file, names);
            foreach (var location in file.SourceCodeInfo.Location.Where(static at => at.HasLeadingComments))
            {
                if (names.TryGetValue(string.Join('.', location.Path), out var name))
                {
                    comments[name] = Paragraphs(location.LeadingComments);
                }
            }
        }

        return comments;
    }

    private static void Name(FileDescriptorProto file, Dictionary<string, string> names)
    {
        for (var index = 0; index < file.MessageType.Count; index++)
        {
            Name(file.MessageType[index], file.Package, $"{MessageField}.{index}", names);
        }

        for (var index = 0; index < file.EnumType.Count; index++)
        {
            Name(file.EnumType[index], file.Package, $"{EnumField}.{index}", names);
        }

        for (var index = 0; index < file.Service.Count; index++)
        {
            var service = file.Service[index];
            var (path, name) = ($"{ServiceField}.{index}", $"{file.Package}.{service.Name}");
            names[path] = name;
            for (var method = 0; method < service.Method.Count; method++)
            {
                names[$"{path}.2.{method}"] = $"{name}.{service.Method[method].Name}";
            }
        }
    }

    // Field numbers are those of google/protobuf/descriptor.proto.
    private static void Name(DescriptorProto message, string scope, string path, Dictionary<string, string> names)
    {
        var name = $"{scope}.{message.Name}";
        names[path] = name;
        for (var index = 0; index < message.Field.Count; index++)
        {
            names[$"{path}.2.{index}"] = $"{name}.{message.Field[index].Name}";
        }

        for (var index = 0; index < message.NestedType.Count; index++)
        {
            Name(message.NestedType[index], name, $"{path}.3.{index}", names);
        }

        for (var index = 0; index < message.EnumType.Count; index++)
        {
            Name(message.EnumType[index], name, $"{path}.4.{index}", names);
        }
    }

    private static void Name(EnumDescriptorProto values, string scope, string path, Dictionary<string, string> names)
    {
        var name = $"{scope}.{values.Name}";
        names[path] = name;
        for (var index = 0; index < values.Value.Count; index++)
        {
            names[$"{path}.2.{index}"] = $"{name}.{values.Value[index].Name}";
        }
    }

    private static string Paragraphs(string comment) =>
        string.Join(
            "\n\n",
            comment
                .Split("\n \n", StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(static part => part.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                .Select(static part =>
                    string.Join(
                        ' ',
                        part.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    )
                )
                .Where(static part => part.Length > 0)
        );
}
