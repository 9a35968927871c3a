using Comity.Iso20022.Values;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Rules;

/// <summary>The network validated rules of MT 202 and MT 202 COV (Standards MT, category 2, message reference guide).</summary>
internal static class Mt202Rules
{
    private static readonly MtRule<Mt202>[] All =
    [
        new(
            "C1",
            "C81",
            "57",
            "field 57a, since there is field 56a",
            static m => m.Intermediary is null || m.AccountWithInstitution is not null
        ),
        new(
            "C2",
            "C68",
            "57",
            "field 57a in sequence B, since there is field 56a",
            static m =>
                m.Covered is null || m.Covered.Intermediary is null || m.Covered.AccountWithInstitution is not null
        ),
        new(
            "COV",
            "T13",
            "50",
            "sequence B if field 119 says COV, and else none",
            static m => m.IsCover == m.Covered is not null
        ),
        new(
            "72",
            "T80",
            "72",
            "the lines of the payments reject/return guidelines after /REJT/ or /RETN/",
            static m => RejectOrReturn.IsWellFormed(m.SenderToReceiver?.Lines)
        ),
    ];

    public static ValueList<BrokenRule> Broken(Mt202 message) => MtRule<Mt202>.Broken(message, All);
}
