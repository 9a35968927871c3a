namespace Comity.Iso20022.Codes;

/// <summary>The external code sets that payments use. Each is read when first asked for.</summary>
public static class ExternalCodes
{
    private static readonly Lazy<ExternalCodeSet> LazyCancellationReason = new(() =>
        ExternalCodeSet.Load("ExternalCancellationReason1Code")
    );
    private static readonly Lazy<ExternalCodeSet> LazyCategoryPurpose = new(() =>
        ExternalCodeSet.Load("ExternalCategoryPurpose1Code")
    );
    private static readonly Lazy<ExternalCodeSet> LazyCancellationRejection = new(() =>
        ExternalCodeSet.Load("ExternalPaymentCancellationRejection1Code")
    );
    private static readonly Lazy<ExternalCodeSet> LazyTransactionStatus = new(() =>
        ExternalCodeSet.Load("ExternalPaymentTransactionStatus1Code")
    );
    private static readonly Lazy<ExternalCodeSet> LazyPurpose = new(() => ExternalCodeSet.Load("ExternalPurpose1Code"));
    private static readonly Lazy<ExternalCodeSet> LazyReturnReason = new(() =>
        ExternalCodeSet.Load("ExternalReturnReason1Code")
    );
    private static readonly Lazy<ExternalCodeSet> LazyStatusReason = new(() =>
        ExternalCodeSet.Load("ExternalStatusReason1Code")
    );

    /// <summary>ExternalCancellationReason1Code: why a payment is asked back (camt.056, <c>CxlRsnInf</c>).</summary>
    public static ExternalCodeSet CancellationReason => LazyCancellationReason.Value;

    /// <summary>ExternalCategoryPurpose1Code: what kind of payment it is, for the banks (<c>CtgyPurp</c>).</summary>
    public static ExternalCodeSet CategoryPurpose => LazyCategoryPurpose.Value;

    /// <summary>ExternalPaymentCancellationRejection1Code: why a payment is not given back (camt.029, <c>CxlStsRsnInf</c>).</summary>
    public static ExternalCodeSet CancellationRejection => LazyCancellationRejection.Value;

    /// <summary>ExternalPaymentTransactionStatus1Code: where a payment stands (pacs.002, <c>TxSts</c>).</summary>
    public static ExternalCodeSet TransactionStatus => LazyTransactionStatus.Value;

    /// <summary>ExternalPurpose1Code: what a payment is for, between its parties (<c>Purp</c>).</summary>
    public static ExternalCodeSet Purpose => LazyPurpose.Value;

    /// <summary>ExternalReturnReason1Code: why a payment is sent back (pacs.004, <c>RtrRsnInf</c>).</summary>
    public static ExternalCodeSet ReturnReason => LazyReturnReason.Value;

    /// <summary>ExternalStatusReason1Code: why a payment stands where it does (pacs.002, <c>StsRsnInf</c>).</summary>
    public static ExternalCodeSet StatusReason => LazyStatusReason.Value;

    /// <summary>Every set.</summary>
    public static IReadOnlyList<ExternalCodeSet> All =>
        [
            CancellationReason,
            CategoryPurpose,
            CancellationRejection,
            TransactionStatus,
            Purpose,
            ReturnReason,
            StatusReason,
        ];
}
