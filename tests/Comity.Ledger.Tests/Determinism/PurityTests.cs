using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Comity.Ledger.Tests.Determinism;

/// <summary>What the compiler and the analyzers let through is looked for in the ledger's compiled code.</summary>
public sealed class PurityTests
{
    private static readonly Code[] FloatingCodes =
    [
        Code.Conv_R4,
        Code.Conv_R8,
        Code.Conv_R_Un,
        Code.Ldc_R4,
        Code.Ldc_R8,
        Code.Ldelem_R4,
        Code.Ldelem_R8,
        Code.Ldind_R4,
        Code.Ldind_R8,
    ];

    private static readonly string[] Impure =
    [
        "System.DateTime",
        "System.DateTimeOffset",
        "System.TimeProvider",
        "System.Random",
        "System.Environment",
        "System.Console",
        "System.Math",
        "System.Decimal",
        "System.Threading.",
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.Path",
        "System.Net.",
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process",
        "System.Globalization.CultureInfo",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    // Where the order of a hash table cannot show, and why.
    private static readonly Dictionary<string, string> Unordered = new(StringComparer.Ordinal)
    {
        ["Comity.Ledger.State.RowTable`2::Commit"] = "the tree's root does not depend on the order of its changes",
        ["Comity.Ledger.State.RecordTable`2::Commit"] = "the tree's root does not depend on the order of its changes",
        ["Comity.Ledger.State.RecordTable`2::InOrder"] = "sorted at once",
        ["Comity.Ledger.State.RecordTable`2::Freeze"] = "sorted before it is written",
    };

    private static readonly ModuleDefinition Module = ModuleDefinition.ReadModule(typeof(Ledger).Assembly.Location);

    [Fact]
    public void The_ledger_knows_no_floating_point()
    {
        var found = Methods()
            .Where(method =>
                method.Parameters.Any(parameter => IsFloating(parameter.ParameterType))
                || IsFloating(method.ReturnType)
                || (
                    method.HasBody
                    && (
                        method.Body.Variables.Any(variable => IsFloating(variable.VariableType))
                        || method.Body.Instructions.Any(instruction => FloatingCodes.Contains(instruction.OpCode.Code))
                    )
                )
            )
            .Select(method => method.FullName)
            .Concat(
                Module
                    .GetTypes()
                    .SelectMany(type => type.Fields)
                    .Where(field => IsFloating(field.FieldType))
                    .Select(field => field.FullName)
            );
        Assert.Empty(found);
    }

    [Fact]
    public void The_ledger_sees_no_clock_chance_culture_thread_or_file() =>
        Assert.Empty(
            Calls()
                .Where(call =>
                    Impure.Any(name => IsOf(call.Target.DeclaringType.FullName, name))
                    // Every iterator asks whether it is walked where it was made: nothing is decided by it.
                    && call.Target.Name != "get_CurrentManagedThreadId"
                )
                .Select(call => $"{call.Method.FullName} calls {call.Target.FullName}")
        );

    [Fact]
    public void The_ledger_walks_no_hash_table_in_its_own_order()
    {
        var found = Calls()
            .Where(call => WalksHashTable(call.Target))
            .Select(call => $"{call.Method.DeclaringType.FullName}::{call.Method.Name}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(Unordered.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static bool WalksHashTable(MethodReference target)
    {
        var type = target.DeclaringType.FullName;
        var isHashed =
            type.StartsWith("System.Collections.Generic.Dictionary`2", StringComparison.Ordinal)
            || type.StartsWith("System.Collections.Generic.HashSet`1", StringComparison.Ordinal);
        var walks = target.Name is "GetEnumerator" or "get_Keys" or "get_Values" or "CopyTo";
        var queries =
            type == "System.Linq.Enumerable"
            && target is GenericInstanceMethod generic
            && generic
                .GenericArguments[0]
                .FullName.StartsWith("System.Collections.Generic.KeyValuePair`2", StringComparison.Ordinal)
            // What it is asked of is sorted already.
            && target.Name is not ("Where" or "Select" or "Any");
        return (isHashed && walks) || queries;
    }

    private static bool IsOf(string type, string name) =>
        name.EndsWith('.') ? type.StartsWith(name, StringComparison.Ordinal) : type == name;

    private static bool IsFloating(TypeReference type) =>
        type.FullName.Contains("System.Double", StringComparison.Ordinal)
        || type.FullName.Contains("System.Single", StringComparison.Ordinal)
        || type.FullName.Contains("System.Half", StringComparison.Ordinal);

    private static IEnumerable<MethodDefinition> Methods() => Module.GetTypes().SelectMany(type => type.Methods);

    private static IEnumerable<(MethodDefinition Method, MethodReference Target)> Calls() =>
        Methods()
            .Where(method => method.HasBody)
            .SelectMany(method =>
                method
                    .Body.Instructions.Select(instruction => instruction.Operand)
                    .OfType<MethodReference>()
                    .Select(target => (method, target))
            );
}
