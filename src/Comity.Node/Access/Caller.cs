using Comity.Protocol.Identifiers;

namespace Comity.Node.Access;

/// <summary>Who makes a call, once that is proven.</summary>
/// <param name="Name">What the audit trail and the budgets call it.</param>
/// <param name="Credential">What proved it: a token's id with its key, or a certificate's serial number.</param>
internal abstract record Caller(string Name, string Credential)
{
    /// <summary>A participant of the network.</summary>
    public sealed record Participant(Lei Lei, string Credential) : Caller(Lei.ToString(), Credential);

    /// <summary>Whoever runs this node.</summary>
    public sealed record Operator(string Credential) : Caller(Protocol.Tokens.TokenTerms.Operator, Credential);
}
