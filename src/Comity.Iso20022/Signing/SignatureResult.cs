using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Signing;

/// <summary>What verifying a header's signature came to.</summary>
public abstract record SignatureResult
{
    private SignatureResult() { }

    /// <summary>The header and the document are as the signer signed them.</summary>
    /// <param name="Message">The message that was signed. What else stood in the envelope is not covered.</param>
    /// <param name="Signer">The signer's certificate.</param>
    public sealed record Valid(BusinessMessage Message, X509Certificate2 Signer) : SignatureResult
    {
        /// <summary>When it was signed, as the signer says (XAdES <c>SigningTime</c>); null where nothing is said.</summary>
        public DateTimeOffset? SigningTime { get; init; }
    }

    /// <summary>The message must not be taken for the signer's.</summary>
    /// <param name="Fault">The first fault.</param>
    /// <param name="Found">What was found.</param>
    public sealed record Refused(SignatureFault Fault, string Found) : SignatureResult
    {
        // Cut, so that a refusal stays small whatever was given.
        internal static Refused Of(SignatureFault fault, string found) => new(fault, ValueRefusal.Cut(found));
    }
}
