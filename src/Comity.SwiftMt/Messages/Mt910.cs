using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>MT 910, Confirmation of Credit (Standards MT, category 9).</summary>
public sealed record Mt910 : MtMessage
{
    private static readonly MtRule<Mt910>[] Rules =
    [
        new(
            "C1",
            "C06",
            "52",
            "either field 50a or field 52a",
            static m => m.OrderingCustomer is null != m.OrderingInstitution is null
        ),
    ];

    /// <inheritdoc/>
    public override int MessageType => 910;

    /// <inheritdoc/>
    public override string Name => "MT 910";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>21: the reference of what was credited.</summary>
    public required Reference RelatedReference { get; init; }

    /// <summary>25 or 25P: the account.</summary>
    public required AccountIdentification Account { get; init; }

    /// <summary>13D: when it was credited.</summary>
    public DateTimeIndication? Moment { get; init; }

    /// <summary>32A: value date, currency and amount.</summary>
    public required ValueDateAmount Amount { get; init; }

    /// <summary>50a: the ordering customer.</summary>
    public OrderingCustomer? OrderingCustomer { get; init; }

    /// <summary>52a, A or D: the ordering institution.</summary>
    public FinancialInstitution? OrderingInstitution
    {
        get;
        init => field = value?.Allowing("52", "AD");
    }

    /// <summary>56a, A or D: the intermediary.</summary>
    public FinancialInstitution? Intermediary
    {
        get;
        init => field = value?.Allowing("56", "AD");
    }

    /// <summary>72: sender to receiver information.</summary>
    public SenderToReceiverInformation? SenderToReceiver { get; init; }

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => MtRule<Mt910>.Broken(this, Rules);

    internal static Mt910 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            RelatedReference = fields.Required<Reference>("21"),
            Account = fields.Required<AccountIdentification>("25", "-P"),
            Moment = fields.Optional<DateTimeIndication>("13D"),
            Amount = fields.Required<ValueDateAmount>("32A"),
            OrderingCustomer = fields.Optional<OrderingCustomer>("50", "AFK"),
            OrderingInstitution = fields.Optional<FinancialInstitution>("52", "AD"),
            Intermediary = fields.Optional<FinancialInstitution>("56", "AD"),
            SenderToReceiver = fields.Optional<SenderToReceiverInformation>("72"),
        };

    internal override void Write(FieldSink fields) =>
        fields
            .Add("20", TransactionReference)
            .Add("21", RelatedReference)
            .Add("25", Account)
            .Add("13D", Moment)
            .Add("32A", Amount)
            .Add("50", OrderingCustomer)
            .Add("52", OrderingInstitution)
            .Add("56", Intermediary)
            .Add("72", SenderToReceiver);
}
