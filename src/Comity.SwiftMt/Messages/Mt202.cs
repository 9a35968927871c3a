using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>
/// MT 202, General Financial Institution Transfer (Standards MT, category 2), and MT 202 COV where it carries the customer transfer
/// that it covers; field 119 of block 3 then says COV.
/// </summary>
public sealed record Mt202 : MtMessage
{
    /// <inheritdoc/>
    public override int MessageType => 202;

    /// <inheritdoc/>
    public override string Name => IsCover ? "MT 202 COV" : "MT 202";

    /// <summary>Whether it covers a customer transfer.</summary>
    public bool IsCover => Headers.User?.ValidationFlag == "COV";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>21: the related reference.</summary>
    public required Reference RelatedReference { get; init; }

    /// <summary>13C: times.</summary>
    public ValueList<TimeIndication> TimeIndications { get; init; } = [];

    /// <summary>32A: value date, currency and amount.</summary>
    public required ValueDateAmount Settled { get; init; }

    /// <summary>52a, A or D: the ordering institution.</summary>
    public FinancialInstitution? OrderingInstitution
    {
        get;
        init => field = value?.Allowing("52", "AD");
    }

    /// <summary>53a, A, B or D: the sender's correspondent, or the account between sender and receiver.</summary>
    public FinancialInstitution? SenderCorrespondent
    {
        get;
        init => field = value?.Allowing("53", "ABD");
    }

    /// <summary>54a, A, B or D: the receiver's correspondent.</summary>
    public FinancialInstitution? ReceiverCorrespondent
    {
        get;
        init => field = value?.Allowing("54", "ABD");
    }

    /// <summary>56a, A or D: the intermediary.</summary>
    public FinancialInstitution? Intermediary
    {
        get;
        init => field = value?.Allowing("56", "AD");
    }

    /// <summary>57a, A, B or D: the beneficiary's institution.</summary>
    public FinancialInstitution? AccountWithInstitution
    {
        get;
        init => field = value?.Allowing("57", "ABD");
    }

    /// <summary>58a, A or D: the beneficiary institution.</summary>
    public required FinancialInstitution Beneficiary
    {
        get;
        init => field = value.Allowing("58", "AD");
    }

    /// <summary>72: sender to receiver information.</summary>
    public SenderToReceiverInformation? SenderToReceiver { get; init; }

    /// <summary>Sequence B of MT 202 COV: the customer transfer that it covers.</summary>
    public CoveredTransfer? Covered { get; init; }

    /// <summary>Whether it gives back an earlier transfer: field 72 begins with /RETN/.</summary>
    public bool IsReturn => SenderToReceiver?.Begins("RETN") ?? false;

    /// <summary>Whether it rejects an earlier transfer: field 72 begins with /REJT/.</summary>
    public bool IsReject => SenderToReceiver?.Begins("REJT") ?? false;

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => Mt202Rules.Broken(this);

    internal static Mt202 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            RelatedReference = fields.Required<Reference>("21"),
            TimeIndications = fields.Repeated<TimeIndication>("13C"),
            Settled = fields.Required<ValueDateAmount>("32A"),
            OrderingInstitution = fields.Optional<FinancialInstitution>("52", "AD"),
            SenderCorrespondent = fields.Optional<FinancialInstitution>("53", "ABD"),
            ReceiverCorrespondent = fields.Optional<FinancialInstitution>("54", "ABD"),
            Intermediary = fields.Optional<FinancialInstitution>("56", "AD"),
            AccountWithInstitution = fields.Optional<FinancialInstitution>("57", "ABD"),
            Beneficiary = fields.Required<FinancialInstitution>("58", "AD"),
            SenderToReceiver = fields.Optional<SenderToReceiverInformation>("72"),
            Covered = headers.User?.ValidationFlag == "COV" ? CoveredTransfer.Read(fields) : null,
        };

    internal override void Write(FieldSink fields)
    {
        fields
            .Add("20", TransactionReference)
            .Add("21", RelatedReference)
            .AddAll("13C", TimeIndications)
            .Add("32A", Settled)
            .Add("52", OrderingInstitution)
            .Add("53", SenderCorrespondent)
            .Add("54", ReceiverCorrespondent)
            .Add("56", Intermediary)
            .Add("57", AccountWithInstitution)
            .Add("58", Beneficiary)
            .Add("72", SenderToReceiver);
        Covered?.Write(fields);
    }
}
