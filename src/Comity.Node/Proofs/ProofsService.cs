using Comity.Node.Access.Visibility;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Proofs;

/// <summary>proto/comity/v1/proofs.proto.</summary>
internal sealed class ProofsService(LedgerReader ledger, SettlementSight settlements, Sights sights, Decimals decimals)
    : Wire.Proofs.ProofsBase
{
    /// <inheritdoc/>
    public override async Task<Wire.ProofInfo> Prove(Wire.ProveRequest request, ServerCallContext context)
    {
        var subject = ProofSubject.Read(request, decimals);
        var relation = request.SubjectCase switch
        {
            Wire.ProveRequest.SubjectOneofCase.Balance => await ToBalance(request.Balance, context),
            Wire.ProveRequest.SubjectOneofCase.Settlement => await ToSettlement(request.Settlement, context),
            // What is outstanding of an instrument is everybody's to check.
            _ => Relation.Own,
        };
        // A proof that something is not there cannot be given for what is: both are answered as not found.
        return relation == Relation.None
            ? throw Requests.NotFound("such thing that is yours to see")
            : await ledger.Ask(subject.Prove, context.CancellationToken);
    }

    private async Task<Relation> ToBalance(Wire.BalanceSubject subject, ServerCallContext context)
    {
        var account = Requests.Account(subject.Account, "balance.account");
        var instrument = Requests.Instrument(subject.Instrument, "balance.instrument");
        var sight = sights.Of(context);
        var relation = await ledger.Ask(
            (state, _) =>
                sight.To(state.View, account) switch
                {
                    // Who issues it may ask of every account, whether or not it holds any.
                    Relation.None when sight.Issues(state.View, instrument) => Relation.Issuer,
                    var found => found,
                },
            context.CancellationToken
        );
        Sights.Note(context, relation, $"proof of {instrument} of account {account}");
        return relation;
    }

    private async Task<Relation> ToSettlement(string text, ServerCallContext context)
    {
        var uetr = Requests.Uetr(text, "settlement");
        var relation = await settlements.RelationAsync(sights.Of(context), uetr, context.CancellationToken);
        Sights.Note(context, relation, $"proof of settlement {uetr}");
        return relation;
    }
}
