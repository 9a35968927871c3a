using System.Collections.Immutable;
using Comity.Gateway.Mapping;
using Comity.Iso20022.Components;

namespace Comity.Gateway.Recall;

/// <summary>One payment that a camt.056 asks back.</summary>
/// <param name="References">How the message names the payment.</param>
/// <param name="CancellationId">The request's own identification; empty where it has none.</param>
/// <param name="Reason">ISO 20022 external cancellation reason code, or empty.</param>
/// <param name="Transaction">The request as it came.</param>
internal sealed record RecallItem(
    PaymentReferences References,
    string CancellationId,
    string Reason,
    PaymentTransaction106 Transaction
);

/// <summary>Reads camt.056.</summary>
internal static class RecallRequestReader
{
    /// <summary>
    /// Every payment that is asked back. A request for a whole message, which names no payment, gives one without a UETR.
    /// </summary>
    public static ImmutableArray<RecallItem> Read(FIToFIPaymentCancellationRequestV08 request) =>
        [
            .. request
                .Undrlyg.SelectMany(static underlying => underlying.TxInf.DefaultIfEmpty(new PaymentTransaction106()))
                .Select(Read),
        ];

    /// <summary>The party that asks, or is asked: BIC, or else LEI; empty where it is named in another way.</summary>
    public static string PartyOf(Party40Choice party) =>
        party is Party40Choice.Agt { Value.FinInstnId: var institution }
            ? institution.BICFI?.Value ?? institution.LEI?.Value ?? string.Empty
            : string.Empty;

    private static RecallItem Read(PaymentTransaction106 wire) =>
        new(
            new PaymentReferences(
                wire.OrgnlUETR?.Value ?? string.Empty,
                wire.OrgnlInstrId?.Value ?? string.Empty,
                wire.OrgnlEndToEndId?.Value ?? string.Empty,
                wire.OrgnlTxId?.Value ?? string.Empty
            ),
            wire.CxlId?.Value ?? string.Empty,
            wire.CxlRsnInf.Select(static reason => (reason.Rsn as CancellationReason33Choice.Cd)?.Value.Value)
                .FirstOrDefault(static code => code is not null)
                ?? string.Empty,
            wire
        );
}
