using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>MT 950, Statement Message, between institutions (Standards MT, category 9).</summary>
public sealed record Mt950 : MtMessage
{
    private static readonly MtRule<Mt950>[] Rules =
    [
        StatementRules.Currencies<Mt950>(static m =>
            m.ClosingAvailable is null ? [m.Opening, m.Closing] : [m.Opening, m.Closing, m.ClosingAvailable]
        ),
    ];

    /// <inheritdoc/>
    public override int MessageType => 950;

    /// <inheritdoc/>
    public override string Name => "MT 950";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>25: the account.</summary>
    public required AccountIdentification Account
    {
        get;
        init => field = value.Allowing("25", "-");
    }

    /// <summary>28C: the statement's number and page.</summary>
    public required StatementNumber Number { get; init; }

    /// <summary>60F or 60M: the opening balance.</summary>
    public required Balance Opening { get; init; }

    /// <summary>61: the entries.</summary>
    public ValueList<StatementLine> Entries { get; init; } = [];

    /// <summary>62F or 62M: the closing balance.</summary>
    public required Balance Closing { get; init; }

    /// <summary>64: the closing available balance.</summary>
    public Balance? ClosingAvailable { get; init; }

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => MtRule<Mt950>.Broken(this, Rules);

    internal static Mt950 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            Account = fields.Required<AccountIdentification>("25"),
            Number = fields.Required<StatementNumber>("28C"),
            Opening = fields.Required<Balance>("60", "FM"),
            Entries = fields.Repeated<StatementLine>("61"),
            Closing = fields.Required<Balance>("62", "FM"),
            ClosingAvailable = fields.Optional<Balance>("64"),
        };

    internal override void Write(FieldSink fields) =>
        fields
            .Add("20", TransactionReference)
            .Add("25", Account)
            .Add("28C", Number)
            .Add("60", Opening)
            .AddAll("61", Entries)
            .Add("62", Closing)
            .AddAs("64", ClosingAvailable);
}
