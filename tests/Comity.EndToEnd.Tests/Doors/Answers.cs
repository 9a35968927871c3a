namespace Comity.EndToEnd.Tests.Doors;

/// <summary>What became of a transaction, in words that every door has.</summary>
/// <param name="Kind">applied, refused or malformed.</param>
/// <param name="Refusal">The ledger's name for why not.</param>
/// <param name="Reason">ISO 20022 external status reason code.</param>
/// <param name="Rule">Owner and id of the rule that refused, as CN/CN-PURPOSE.</param>
internal sealed record Verdict(string Kind, string Refusal = "", string Reason = "", string Rule = "")
{
    public static Verdict Applied { get; } = new("applied");
}

/// <summary>How a settlement stands, as a door tells it.</summary>
/// <param name="State">UNKNOWN, WAITING, RESERVED, SETTLED, CANCELLED or EXPIRED.</param>
/// <param name="Time">When, in milliseconds since the Unix epoch; empty where it is unknown.</param>
/// <param name="Terms">SHA-256 of its terms; empty where it is unknown.</param>
/// <param name="Moved">What moved, each as amount, from and to.</param>
internal sealed record Standing(string State, string Time, string Terms, string Moved)
{
    public static Standing Unknown { get; } = new("UNKNOWN", "", "", "");
}

/// <summary>What one account holds of one instrument, and whether a proof of exactly that was verified.</summary>
internal sealed record Holding(string Available, string Held, bool Proven);

/// <summary>What was issued and redeemed of a currency, and whether a proof of exactly that was verified.</summary>
internal sealed record Supply(string Issued, string Redeemed, bool Proven);

/// <summary>Whether a settlement's proof was verified, and what it shows: absent, recorded, settled, cancelled or expired.</summary>
internal sealed record SettlementProof(string Shows, bool Proven)
{
    /// <summary>There is nothing of the caller's to prove.</summary>
    public static SettlementProof None { get; } = new("not found", Proven: false);
}
