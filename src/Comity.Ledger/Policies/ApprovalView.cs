using System.Collections.Immutable;
using Comity.Ledger.Operations;
using Comity.Ledger.State;
using Comity.Protocol.Keys;

namespace Comity.Ledger.Policies;

/// <summary>Which authorities have approved a settlement: earlier, or by signing this transaction.</summary>
/// <param name="Consents">Consents that stand from before.</param>
/// <param name="Signers">Who signs this transaction; absent after a block.</param>
internal readonly record struct ApprovalView(ImmutableArray<Consent> Consents, SignerSet? Signers)
{
    /// <summary>Whether an authority has approved.</summary>
    public bool HasApproved(int authority) =>
        (!Consents.IsDefaultOrEmpty && Consents.Contains(new Consent(authority, Permissions.Approve)))
        || (Signers is not null && Signers.Reaches(authority, Permissions.Approve));
}
