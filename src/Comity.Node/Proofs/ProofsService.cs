using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Proofs;

/// <summary>proto/comity/v1/proofs.proto.</summary>
internal sealed class ProofsService(LedgerReader ledger, Decimals decimals) : Wire.Proofs.ProofsBase
{
    /// <inheritdoc/>
    public override Task<Wire.ProofInfo> Prove(Wire.ProveRequest request, ServerCallContext context)
    {
        var subject = ProofSubject.Read(request, decimals);
        return ledger.Ask(subject.Prove, context.CancellationToken);
    }
}
