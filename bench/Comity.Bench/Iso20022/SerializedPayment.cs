using System.Xml.Serialization;

namespace Comity.Bench.Iso20022;

#pragma warning disable CA1002, CA1051, CA1819, MA0016 // As XmlSerializer wants its classes.

/// <summary>
/// A pacs.008 as the framework's <see cref="XmlSerializer"/> reads it: the classes that xsd.exe would make, for the elements of
/// the measured message only, which favours the framework.
/// </summary>
[XmlRoot("Document", Namespace = SerializedPayment.Space)]
[XmlType(Namespace = SerializedPayment.Space)]
public sealed class SerializedPayment
{
    /// <summary>The message's namespace.</summary>
    public const string Space = "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08";

    /// <summary>The body.</summary>
    public Transfer? FIToFICstmrCdtTrf;

    /// <summary>The body.</summary>
    public sealed class Transfer
    {
        /// <summary>An element.</summary>
        public GroupHeader? GrpHdr;

        /// <summary>An element.</summary>
        [XmlElement]
        public Transaction[]? CdtTrfTxInf;
    }

    /// <summary>The group header.</summary>
    public sealed class GroupHeader
    {
        /// <summary>An element.</summary>
        public string? MsgId;

        /// <summary>An element.</summary>
        public DateTime CreDtTm;

        /// <summary>An element.</summary>
        public string? NbOfTxs;

        /// <summary>An element.</summary>
        public Settlement? SttlmInf;
    }

    /// <summary>How it settles.</summary>
    public sealed class Settlement
    {
        /// <summary>An element.</summary>
        public SettlementMethod SttlmMtd;
    }

    /// <summary>A code list.</summary>
    public enum SettlementMethod
    {
        /// <summary>A code.</summary>
        INDA,

        /// <summary>A code.</summary>
        INGA,

        /// <summary>A code.</summary>
        COVE,

        /// <summary>A code.</summary>
        CLRG,
    }

    /// <summary>One transaction.</summary>
    public sealed class Transaction
    {
        /// <summary>An element.</summary>
        public Identification? PmtId;

        /// <summary>An element.</summary>
        public PaymentType? PmtTpInf;

        /// <summary>An element.</summary>
        public Amount? IntrBkSttlmAmt;

        /// <summary>An element.</summary>
        [XmlElement(DataType = "date")]
        public DateTime IntrBkSttlmDt;

        /// <summary>An element.</summary>
        public Amount? InstdAmt;

        /// <summary>An element.</summary>
        public ChargeBearer ChrgBr;

        /// <summary>An element.</summary>
        public Agent? InstgAgt;

        /// <summary>An element.</summary>
        public Agent? InstdAgt;

        /// <summary>An element.</summary>
        public Party? Dbtr;

        /// <summary>An element.</summary>
        public Account? DbtrAcct;

        /// <summary>An element.</summary>
        public Agent? DbtrAgt;

        /// <summary>An element.</summary>
        public Agent? CdtrAgt;

        /// <summary>An element.</summary>
        public Party? Cdtr;

        /// <summary>An element.</summary>
        public Account? CdtrAcct;

        /// <summary>An element.</summary>
        public Remittance? RmtInf;
    }

    /// <summary>A code list.</summary>
    public enum ChargeBearer
    {
        /// <summary>A code.</summary>
        DEBT,

        /// <summary>A code.</summary>
        CRED,

        /// <summary>A code.</summary>
        SHAR,

        /// <summary>A code.</summary>
        SLEV,
    }

    /// <summary>The payment's identifiers.</summary>
    public sealed class Identification
    {
        /// <summary>An element.</summary>
        public string? InstrId;

        /// <summary>An element.</summary>
        public string? EndToEndId;

        /// <summary>An element.</summary>
        public string? UETR;
    }

    /// <summary>The payment's type.</summary>
    public sealed class PaymentType
    {
        /// <summary>An element.</summary>
        [XmlElement]
        public Code[]? SvcLvl;
    }

    /// <summary>A choice with a code.</summary>
    public sealed class Code
    {
        /// <summary>An element.</summary>
        public string? Cd;
    }

    /// <summary>An amount.</summary>
    public sealed class Amount
    {
        /// <summary>The currency.</summary>
        [XmlAttribute]
        public string? Ccy;

        /// <summary>The number.</summary>
        [XmlText]
        public decimal Value;
    }

    /// <summary>An agent.</summary>
    public sealed class Agent
    {
        /// <summary>An element.</summary>
        public Institution? FinInstnId;
    }

    /// <summary>A financial institution.</summary>
    public sealed class Institution
    {
        /// <summary>An element.</summary>
        public string? BICFI;
    }

    /// <summary>A party.</summary>
    public sealed class Party
    {
        /// <summary>An element.</summary>
        public string? Nm;

        /// <summary>An element.</summary>
        public Address? PstlAdr;
    }

    /// <summary>An address.</summary>
    public sealed class Address
    {
        /// <summary>An element.</summary>
        public string? StrtNm;

        /// <summary>An element.</summary>
        public string? BldgNb;

        /// <summary>An element.</summary>
        public string? PstCd;

        /// <summary>An element.</summary>
        public string? TwnNm;

        /// <summary>An element.</summary>
        public string? Ctry;
    }

    /// <summary>An account.</summary>
    public sealed class Account
    {
        /// <summary>An element.</summary>
        public AccountIdentification? Id;
    }

    /// <summary>An account's identifier.</summary>
    public sealed class AccountIdentification
    {
        /// <summary>An element.</summary>
        public string? IBAN;

        /// <summary>An element.</summary>
        public OtherIdentification? Othr;
    }

    /// <summary>Another identifier.</summary>
    public sealed class OtherIdentification
    {
        /// <summary>An element.</summary>
        public string? Id;
    }

    /// <summary>What the payment is for.</summary>
    public sealed class Remittance
    {
        /// <summary>An element.</summary>
        [XmlElement]
        public string[]? Ustrd;
    }
}
