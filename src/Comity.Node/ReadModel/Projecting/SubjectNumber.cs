using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>Jurisdictions and corridors as numbers: their letters, a byte each.</summary>
internal static class SubjectNumber
{
    public static long Of(CountryCode code)
    {
        var text = code.ToString();
        return (text[0] << 8) | text[1];
    }

    public static long Of(Corridor corridor) => (Of(corridor.From) << 16) | Of(corridor.To);
}
