using Comity.Protocol.Keys;

namespace Comity.Ledger.State;

/// <summary>One key's signature towards a participant's threshold.</summary>
/// <param name="Participant">Whose key: a row.</param>
/// <param name="Permission">Pay as debtor, Approve as authority, Pay as creditor for a renunciation.</param>
/// <param name="Key">The key.</param>
internal sealed record PartialConsent(int Participant, Permissions Permission, PublicKey Key);

/// <summary>A participant's consent, complete: it stands whatever becomes of its keys.</summary>
/// <param name="Participant">Whose: a row.</param>
/// <param name="Permission">Pay as debtor, Approve as authority.</param>
internal readonly record struct Consent(int Participant, Permissions Permission);
