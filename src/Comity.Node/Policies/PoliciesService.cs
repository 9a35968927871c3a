using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Policies;

/// <summary>proto/comity/v1/policies.proto.</summary>
internal sealed class PoliciesService(LedgerReader ledger, Decimals decimals) : Wire.Policies.PoliciesBase
{
    /// <inheritdoc/>
    public override async Task<Wire.PolicyInfo> GetJurisdictionPolicy(
        Wire.GetJurisdictionPolicyRequest request,
        ServerCallContext context
    )
    {
        var jurisdiction = Requests.Jurisdiction(request.Jurisdiction, "jurisdiction");
        return await ledger.Ask(
                (state, _) =>
                    state.View.IsJurisdiction(jurisdiction)
                        ? Info(jurisdiction.ToString(), state.View.PolicyOf(jurisdiction).ToWire(), state)
                        : null,
                context.CancellationToken
            ) ?? throw Requests.NotFound($"jurisdiction {jurisdiction} on this network");
    }

    /// <inheritdoc/>
    public override async Task<Wire.PolicyInfo> GetInstrumentPolicy(
        Wire.GetInstrumentPolicyRequest request,
        ServerCallContext context
    )
    {
        var instrument = Requests.Instrument(request.Instrument, "instrument");
        return await ledger.Ask(
                (state, _) =>
                    state.View.TryGetSupply(instrument, out var _)
                        ? Info(instrument.ToString(), state.View.PolicyOf(instrument).ToWire(), state)
                        : null,
                context.CancellationToken
            ) ?? throw Requests.NotFound($"instrument {instrument} on this network");
    }

    private Wire.PolicyInfo Info(string owner, Wire.Policy policy, Ledger.Ledger state) =>
        new()
        {
            Owner = owner,
            Rules = { RuleViews.Rules(policy, decimals) },
            Height = state.Height,
        };
}
