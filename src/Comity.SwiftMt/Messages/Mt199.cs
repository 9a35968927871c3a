using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>MT 199, Free Format Message (Standards MT, category n).</summary>
public sealed record Mt199 : MtMessage
{
    private static readonly MtRule<Mt199>[] Rules =
    [
        new(
            "79",
            "T80",
            "79",
            "the lines of the payments reject/return guidelines after /REJT/ or /RETN/",
            static m => RejectOrReturn.IsWellFormed(m.Narrative.Lines)
        ),
    ];

    /// <inheritdoc/>
    public override int MessageType => 199;

    /// <inheritdoc/>
    public override string Name => "MT 199";

    /// <summary>20: the transaction's reference.</summary>
    public required Reference TransactionReference { get; init; }

    /// <summary>21: the related reference.</summary>
    public Reference? RelatedReference { get; init; }

    /// <summary>79: the narrative.</summary>
    public required FreeText Narrative { get; init; }

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => MtRule<Mt199>.Broken(this, Rules);

    internal static Mt199 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            TransactionReference = fields.Required<Reference>("20"),
            RelatedReference = fields.Optional<Reference>("21"),
            Narrative = fields.Required<FreeText>("79"),
        };

    internal override void Write(FieldSink fields) =>
        fields.Add("20", TransactionReference).Add("21", RelatedReference).Add("79", Narrative);
}
