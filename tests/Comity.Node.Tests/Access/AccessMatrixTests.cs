using Comity.Node.Access;
using Comity.Protocol;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Comity.Node.Tests.Access;

/// <summary>Every call of the contract by every role, over gRPC and over REST, with TLS.</summary>
public sealed class AccessMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private static readonly Dictionary<string, MethodDescriptor> Methods = Contract
        .Services.SelectMany(static service => service.Methods)
        .ToDictionary(static method => $"{method.Service.Name}.{method.Name}", StringComparer.Ordinal);

    public static TheoryData<string, Role> Cases { get; } = AllCases();

    [Fact]
    public void Every_call_of_the_contract_is_in_the_table() =>
        Assert.Equal(Methods.Keys.Order(StringComparer.Ordinal), AccessMatrix.Rows.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_role_gets_of_each_call_what_the_table_says(string call, Role role)
    {
        var (method, row) = (Methods[call], AccessMatrix.Rows[call]);
        var (channel, http) = world.As(role);

        await Check(call, role, request => ContractCall.Grpc(channel, method, request), row);
        if (ContractCall.IsOverRest(method))
        {
            await Check(call, role, request => ContractCall.Rest(http, method, request), row);
        }
    }

    private async Task Check(string call, Role role, Func<IMessage, Task<CallAnswer>> make, MatrixRow row)
    {
        var answer = await make(row.Ask(world));
        var isShown = answer.Status == StatusCode.OK && answer.Messages.Any(one => row.Shows(world, one));
        switch (AccessMatrix.Expected(call, role))
        {
            case Answer.Unauthenticated:
                Assert.Equal(StatusCode.Unauthenticated, answer.Status);
                break;
            case Answer.Denied:
                Assert.Equal(StatusCode.PermissionDenied, answer.Status);
                break;
            case Answer.Served:
                Assert.True(isShown, answer.Text("-"));
                break;
            default:
                Assert.False(isShown, answer.Text("-"));
                if (row.AskAbsent is { } askAbsent)
                {
                    var (asked, absent) = (row.Ask(world), askAbsent(world));
                    Assert.Equal(
                        (await make(absent)).Text(SubjectOf(absent)),
                        (await make(asked)).Text(SubjectOf(asked))
                    );
                }

                break;
        }
    }

    // The one text by which the two requests differ.
    private static string SubjectOf(IMessage request) =>
        request
            .Descriptor.Fields.InDeclarationOrder()
            .Where(field =>
                field.FieldType == FieldType.String && (!field.HasPresence || field.Accessor.HasValue(request))
            )
            .Select(field => (string)field.Accessor.GetValue(request))
            .First(static text => text.Length > 0);

    private static TheoryData<string, Role> AllCases()
    {
        var cases = new TheoryData<string, Role>();
        foreach (var call in AccessMatrix.Rows.Keys)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                cases.Add(call, role);
            }
        }

        return cases;
    }
}
