using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>MT 940, Customer Statement Message (Standards MT, category 9).</summary>
public sealed record Mt940 : MtMessage
{
    private static readonly MtRule<Mt940>[] Rules =
    [
        StatementRules.Currencies<Mt940>(static m =>
            [m.Opening, m.Closing, .. Given(m.ClosingAvailable), .. m.ForwardAvailable]
        ),
    ];

    /// <inheritdoc/>
    public override int MessageType => 940;

    /// <inheritdoc/>
    public override string Name => "MT 940";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>21: the reference of the request for it.</summary>
    public Reference? RelatedReference { get; init; }

    /// <summary>25 or 25P: the account.</summary>
    public required AccountIdentification Account { get; init; }

    /// <summary>28C: the statement's number and page.</summary>
    public required StatementNumber Number { get; init; }

    /// <summary>60F or 60M: the opening balance.</summary>
    public required Balance Opening { get; init; }

    /// <summary>61 and 86: the entries.</summary>
    public ValueList<StatementEntry> Entries { get; init; } = [];

    /// <summary>62F or 62M: the closing balance.</summary>
    public required Balance Closing { get; init; }

    /// <summary>64: the closing available balance.</summary>
    public Balance? ClosingAvailable { get; init; }

    /// <summary>65: forward available balances.</summary>
    public ValueList<Balance> ForwardAvailable { get; init; } = [];

    /// <summary>86, at the end: information to the account owner about the whole.</summary>
    public AccountOwnerInformation? Information { get; init; }

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => MtRule<Mt940>.Broken(this, Rules);

    internal static Mt940 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            RelatedReference = fields.Optional<Reference>("21"),
            Account = fields.Required<AccountIdentification>("25", "-P"),
            Number = fields.Required<StatementNumber>("28C"),
            Opening = fields.Required<Balance>("60", "FM"),
            Entries = StatementEntry.ReadAll(fields, withInformation: true),
            Closing = fields.Required<Balance>("62", "FM"),
            ClosingAvailable = fields.Optional<Balance>("64"),
            ForwardAvailable = fields.Repeated<Balance>("65"),
            Information = fields.Optional<AccountOwnerInformation>("86"),
        };

    internal override void Write(FieldSink fields)
    {
        fields
            .Add("20", TransactionReference)
            .Add("21", RelatedReference)
            .Add("25", Account)
            .Add("28C", Number)
            .Add("60", Opening);
        StatementEntry.WriteAll(Entries, fields);
        fields.Add("62", Closing).AddAs("64", ClosingAvailable);
        foreach (var balance in ForwardAvailable)
        {
            fields.AddAs("65", balance);
        }

        fields.Add("86", Information);
    }

    private static IEnumerable<Balance> Given(Balance? balance) => balance is null ? [] : [balance];
}
