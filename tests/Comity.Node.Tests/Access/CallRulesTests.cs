using Comity.Node.Access;
using Comity.Protocol;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Tests.Access;

public sealed class CallRulesTests
{
    [Fact]
    public void Every_call_of_the_contract_states_who_may_make_it()
    {
        Assert.NotEmpty(Contract.Services);
        Assert.NotNull(CallRules.OfContract());
    }

    [Fact]
    public void A_call_without_a_rule_keeps_the_node_from_starting()
    {
        // Another contract, whose calls state nothing.
        ServiceDescriptor[] services = [Health.Descriptor];

        var fault = Assert.Throws<InvalidOperationException>(() => CallRules.Of(services));

        Assert.Contains(
            "grpc.health.v1.Health.Check does not state who may call it",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_endpoint_without_a_rule_keeps_the_node_from_starting()
    {
        var open = new Endpoint(
            static _ => Task.CompletedTask,
            new EndpointMetadataCollection(CallAccess.Open),
            "open"
        );
        var forgotten = new Endpoint(static _ => Task.CompletedTask, EndpointMetadataCollection.Empty, "forgotten");
        var rules = CallRules.OfContract();
        rules.Check([new DefaultEndpointDataSource(open)]);

        var fault = Assert.Throws<InvalidOperationException>(() =>
            rules.Check([new DefaultEndpointDataSource(open, forgotten)])
        );

        Assert.Contains("'forgotten' has no rule", fault.Message, StringComparison.Ordinal);
    }
}
