using Comity.Cli.Scenarios.Steps;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads a leg between participants: from, to, amount.</summary>
internal sealed class LegReader(Names names)
{
    /// <summary>The leg.</summary>
    public ScenarioLeg Read(Section section)
    {
        var amount = section.TryRequire("amount", out var stated) ? names.Amount(stated) : default;
        var leg = new ScenarioLeg(names.Bic(section, "from"), names.Bic(section, "to"), amount);
        if (leg.From == leg.To && leg.From != default)
        {
            section.Element.Fail($"{leg.From} cannot pay itself");
        }

        section.End();
        return leg;
    }
}
