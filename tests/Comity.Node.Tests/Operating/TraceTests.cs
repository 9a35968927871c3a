using System.Collections.Concurrent;
using System.Diagnostics;
using Comity.Ordering.Embedded;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Operating;

/// <summary>One payment's trace goes from the API through verification and the block to the disk.</summary>
[Collection(nameof(TraceTests))]
public sealed class TraceTests : IDisposable
{
    private readonly ConcurrentBag<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source =>
                source.Name is EngineTelemetry.Name or "Comity.Node" or "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.PropagationData,
            ActivityStopped = _ended.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_traced_payments_spans_hang_together_under_the_callers()
    {
        await using var node = await RunningNode.StartFunded();
        var trace = ActivityTraceId.CreateRandom();
        var caller = ActivitySpanId.CreateRandom();

        await PayTraced(node, trace, caller, "01");

        var spans = await Spans(trace, 9);
        var request = Assert.Single(spans, span => span.ParentSpanId == caller);
        Assert.All(
            (string[])["comity.verify", "comity.block", "comity.order"],
            name => Assert.Equal(request.SpanId, Assert.Single(spans, span => span.OperationName == name).ParentSpanId)
        );
        var block = spans.Single(static span => span.OperationName == "comity.block");
        foreach (var step in (string[])["append", "flush", "apply", "commit"])
        {
            var part = Assert.Single(spans, span => span.OperationName == "comity.block." + step);
            Assert.Equal(block.SpanId, part.ParentSpanId);
            Assert.True(part.StartTimeUtc >= block.StartTimeUtc.AddMilliseconds(-1));
        }

        Assert.Equal(
            block.SpanId,
            Assert.Single(spans, static span => span.OperationName == "comity.project").ParentSpanId
        );
        var order = spans.Single(static span => span.OperationName == "comity.order");
        Assert.Equal(block.SpanId, Assert.Single(order.Links).Context.SpanId);
    }

    [Fact]
    public async Task A_payment_whose_caller_decided_against_it_has_no_span_of_ours()
    {
        await using var node = await RunningNode.StartFunded();
        var trace = ActivityTraceId.CreateRandom();

        await PayTraced(node, trace, ActivitySpanId.CreateRandom(), "00");
        await node.Pay(1);

        Assert.DoesNotContain(_ended, static span => span.Source.Name == EngineTelemetry.Name);
    }

    [Fact]
    public async Task Payments_that_share_a_block_link_to_it_and_it_to_them()
    {
        await using var node = await RunningNode.StartFunded();
        var traces = Enumerable.Range(0, 20).Select(static _ => ActivityTraceId.CreateRandom()).ToArray();

        await Task.WhenAll(traces.Select(trace => PayTraced(node, trace, ActivitySpanId.CreateRandom(), "01")));

        foreach (var trace in traces)
        {
            var order = Assert.Single(await Spans(trace, 3), static span => span.OperationName == "comity.order");
            var link = Assert.Single(order.Links).Context;
            var block = Assert.Single(_ended, span => span.SpanId == link.SpanId);
            Assert.Equal("comity.block", block.OperationName);
            Assert.True(block.TraceId == trace || block.Links.Any(other => other.Context.TraceId == trace));
        }
    }

    private async Task<IReadOnlyList<Activity>> Spans(ActivityTraceId trace, int least)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var found = _ended.Where(span => span.TraceId == trace).ToArray();
            if (found.Length >= least)
            {
                return found;
            }

            await Task.Delay(20);
        }

        return [.. _ended.Where(span => span.TraceId == trace)];
    }

    private static async Task PayTraced(RunningNode node, ActivityTraceId trace, ActivitySpanId span, string flags)
    {
        var payment = node.World.Pay(node.World.Banks[0], node.World.Banks[1], 1, Uetr.Random());
        var request = new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment) } };
        // The test's own client would start a trace of its own otherwise.
        Activity.Current = null;
        await node.Client.Transactions.SubmitAsync(
            request,
            new Metadata { { "traceparent", $"00-{trace}-{span}-{flags}" } }
        );
    }
}

/// <summary>A listener hears of every node in this process.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
public sealed class TraceTestsAlone;
