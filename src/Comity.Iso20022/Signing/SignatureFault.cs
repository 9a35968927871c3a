namespace Comity.Iso20022.Signing;

/// <summary>Why a header's signature was refused, in the order in which it is checked.</summary>
public enum SignatureFault
{
    /// <summary>The text is no message that <see cref="Reading.MessageReader"/> accepts.</summary>
    UnreadableMessage,

    /// <summary>There is no signature anywhere in the text.</summary>
    NoSignature,

    /// <summary>There are several signatures, wherever they stand.</summary>
    SeveralSignatures,

    /// <summary>The signature does not stand in the header's <c>Sgntr</c>.</summary>
    MisplacedSignature,

    /// <summary>The signature is not built as XML Signature and the expected profile say.</summary>
    UnexpectedStructure,

    /// <summary>The signed information is canonicalised otherwise than by exclusive canonical XML without comments.</summary>
    UnexpectedCanonicalization,

    /// <summary>The signature or a digest is made by another algorithm than those allowed.</summary>
    UnexpectedAlgorithm,

    /// <summary>A reference leads to something that is not the header, the document, or a part of the signature.</summary>
    UnexpectedReference,

    /// <summary>A reference is transformed otherwise than its kind is.</summary>
    UnexpectedTransform,

    /// <summary>The header is not covered by the signature.</summary>
    HeaderNotCovered,

    /// <summary>The document is not covered by the signature.</summary>
    DocumentNotCovered,

    /// <summary>No certificate is in the signature, and none of those known is the one it names.</summary>
    UnknownSigner,

    /// <summary>The signer's certificate is not valid yet, or no longer, at the given time.</summary>
    CertificateNotInForce,

    /// <summary>The signer's certificate, or its key, is not for signatures.</summary>
    CertificateNotForSigning,

    /// <summary>The signer's certificate is neither known nor issued by a trusted authority.</summary>
    CertificateNotTrusted,

    /// <summary>What was signed is not what is there: a digest, or the signature itself, is wrong.</summary>
    SignatureWrong,
}
