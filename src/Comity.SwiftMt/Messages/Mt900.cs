using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>MT 900, Confirmation of Debit (Standards MT, category 9). It has no rules between fields.</summary>
public sealed record Mt900 : MtMessage
{
    /// <inheritdoc/>
    public override int MessageType => 900;

    /// <inheritdoc/>
    public override string Name => "MT 900";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>21: the reference of what was debited.</summary>
    public required Reference RelatedReference { get; init; }

    /// <summary>25 or 25P: the account.</summary>
    public required AccountIdentification Account { get; init; }

    /// <summary>13D: when it was debited.</summary>
    public DateTimeIndication? Moment { get; init; }

    /// <summary>32A: value date, currency and amount.</summary>
    public required ValueDateAmount Amount { get; init; }

    /// <summary>52a, A or D: the ordering institution.</summary>
    public FinancialInstitution? OrderingInstitution
    {
        get;
        init => field = value?.Allowing("52", "AD");
    }

    /// <summary>72: sender to receiver information.</summary>
    public SenderToReceiverInformation? SenderToReceiver { get; init; }

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => [];

    internal static Mt900 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            RelatedReference = fields.Required<Reference>("21"),
            Account = fields.Required<AccountIdentification>("25", "-P"),
            Moment = fields.Optional<DateTimeIndication>("13D"),
            Amount = fields.Required<ValueDateAmount>("32A"),
            OrderingInstitution = fields.Optional<FinancialInstitution>("52", "AD"),
            SenderToReceiver = fields.Optional<SenderToReceiverInformation>("72"),
        };

    internal override void Write(FieldSink fields) =>
        fields
            .Add("20", TransactionReference)
            .Add("21", RelatedReference)
            .Add("25", Account)
            .Add("13D", Moment)
            .Add("32A", Amount)
            .Add("52", OrderingInstitution)
            .Add("72", SenderToReceiver);
}
