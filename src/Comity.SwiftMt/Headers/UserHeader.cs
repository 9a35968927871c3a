using Comity.Iso20022.Identifiers;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>
/// Block 3, the user header. Each part stands in braces after its tag; they are read in any order and written in the order of the
/// properties, which is the User Handbook's.
/// </summary>
public sealed record UserHeader
{
    /// <summary>103: the service that a copy goes to, 3!a, such as TGT.</summary>
    public string? ServiceIdentifier
    {
        get;
        init => field = Optional(value, 3, 3, CharacterSet.A, "103");
    }

    /// <summary>113: banking priority, 4!x.</summary>
    public string? BankingPriority
    {
        get;
        init => field = Optional(value, 4, 4, CharacterSet.X, "113");
    }

    /// <summary>108: message user reference, 16x.</summary>
    public string? MessageUserReference
    {
        get;
        init => field = Optional(value, 1, 16, CharacterSet.X, "108");
    }

    /// <summary>119: which rules apply beside the message's own, 8c: STP, REMIT, COV and others.</summary>
    public string? ValidationFlag
    {
        get;
        init => field = Optional(value, 1, 8, CharacterSet.C, "119");
    }

    /// <summary>423: when balances were taken, 18x.</summary>
    public string? BalanceCheckpoint
    {
        get;
        init => field = Optional(value, 1, 18, CharacterSet.X, "423");
    }

    /// <summary>106: the input reference of the message itself, 28c.</summary>
    public string? MessageInputReference
    {
        get;
        init => field = Optional(value, 28, 28, CharacterSet.C, "106");
    }

    /// <summary>424: related reference, 16x.</summary>
    public string? RelatedReference
    {
        get;
        init => field = Optional(value, 1, 16, CharacterSet.X, "424");
    }

    /// <summary>111: the kind of gpi service, 3!n; only together with the UETR.</summary>
    public string? ServiceType
    {
        get;
        init => field = Optional(value, 3, 3, CharacterSet.N, "111");
    }

    /// <summary>121: the UETR.</summary>
    public Uetr? Uetr { get; init; }

    /// <summary>115: what the copy's service says, 32x.</summary>
    public string? AddresseeInformation
    {
        get;
        init => field = Optional(value, 1, 32, CharacterSet.X, "115");
    }

    /// <summary>165: what the service releases with the payment, /3!c/34x.</summary>
    public string? PaymentRelease
    {
        get;
        init => field = Optional(value, 1, 39, CharacterSet.X, "165");
    }

    /// <summary>433: what sanctions screening found, /3!a/[20x].</summary>
    public string? SanctionsScreening
    {
        get;
        init => field = Optional(value, 5, 25, CharacterSet.X, "433");
    }

    /// <summary>434: what payment controls found, /3!a/[20x].</summary>
    public string? PaymentControls
    {
        get;
        init => field = Optional(value, 5, 25, CharacterSet.X, "434");
    }

    /// <summary>The parts in order, each in braces.</summary>
    public override string ToString() => string.Concat(Parts().Select(static part => $"{{{part.Tag}:{part.Value}}}"));

    internal static UserHeader Read(IReadOnlyDictionary<string, string> parts) =>
        new()
        {
            ServiceIdentifier = parts.GetValueOrDefault("103"),
            BankingPriority = parts.GetValueOrDefault("113"),
            MessageUserReference = parts.GetValueOrDefault("108"),
            ValidationFlag = parts.GetValueOrDefault("119"),
            BalanceCheckpoint = parts.GetValueOrDefault("423"),
            MessageInputReference = parts.GetValueOrDefault("106"),
            RelatedReference = parts.GetValueOrDefault("424"),
            ServiceType = parts.GetValueOrDefault("111"),
            Uetr = parts.TryGetValue("121", out var uetr) ? ReadUetr(uetr) : null,
            AddresseeInformation = parts.GetValueOrDefault("115"),
            PaymentRelease = parts.GetValueOrDefault("165"),
            SanctionsScreening = parts.GetValueOrDefault("433"),
            PaymentControls = parts.GetValueOrDefault("434"),
        };

    internal static bool Knows(string tag) =>
        tag
            is "103"
                or "106"
                or "108"
                or "111"
                or "113"
                or "115"
                or "119"
                or "121"
                or "165"
                or "423"
                or "424"
                or "433"
                or "434";

    private IEnumerable<(string Tag, string Value)> Parts() =>
        new (string Tag, string? Value)[]
        {
            ("103", ServiceIdentifier),
            ("113", BankingPriority),
            ("108", MessageUserReference),
            ("119", ValidationFlag),
            ("423", BalanceCheckpoint),
            ("106", MessageInputReference),
            ("424", RelatedReference),
            ("111", ServiceType),
            ("121", Uetr?.Value),
            ("115", AddresseeInformation),
            ("165", PaymentRelease),
            ("433", SanctionsScreening),
            ("434", PaymentControls),
        }
            .Where(static part => part.Value is not null)
            .Select(static part => (part.Tag, part.Value!));

    private static Uetr ReadUetr(string text) =>
        Uetr.Check(text).TryGet(out var uetr, out var refusal)
            ? uetr
            : throw FieldException.In("121", text, refusal.Allowed, null);

    private static string? Optional(string? value, int least, int most, CharacterSet set, string tag) =>
        value is null ? null : Guard.Text(value, least, most, set, tag);
}
