using Comity.Iso20022.Bridging;
using Comity.SwiftMt.Translation;

namespace Comity.Cli.Commands.Iso;

/// <summary>Something that a conversion lost, changed or stopped at.</summary>
/// <param name="Code">The translation rules' code, or the kind of reason.</param>
/// <param name="Source">Where in the message that was given.</param>
/// <param name="Value">What was lost or made up.</param>
/// <param name="Meaning">Why, in words.</param>
/// <param name="IsLoss">Whether the other form does not have all of it.</param>
internal sealed record ConversionRemark(string Code, string Source, string Value, string Meaning, bool IsLoss)
{
    /// <summary>Of a translation between MT and ISO 20022.</summary>
    public static ConversionRemark Of(TranslationRemark remark) =>
        new(
            remark.Code,
            remark.Source,
            remark.Lost,
            $"{remark.Effect}: {remark.Meaning}",
            remark.Effect is not TranslationEffect.Changed
        );

    /// <summary>Of the way to another version.</summary>
    public static ConversionRemark Of(Unheld unheld) =>
        new(unheld.Reason.ToString(), unheld.Path, unheld.Value, unheld.Detail, IsLoss: true);

    /// <summary>The whole on one line.</summary>
    public override string ToString() => $"{Source}: {Value}: {Meaning} ({Code})";
}
