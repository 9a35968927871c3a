using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Rules;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>Which rules an MT 103 follows; field 119 of block 3 says so.</summary>
public enum Mt103Variant
{
    /// <summary>The core message.</summary>
    Core,

    /// <summary>STP: a subset that can be processed without hands.</summary>
    Stp,

    /// <summary>REMIT: with extended remittance information in field 77T instead of field 70.</summary>
    Remit,
}

/// <summary>MT 103, Single Customer Credit Transfer (Standards MT, category 1), with its variants STP and REMIT.</summary>
public sealed record Mt103 : MtMessage
{
    /// <inheritdoc/>
    public override int MessageType => 103;

    /// <inheritdoc/>
    public override string Name => Variant == Mt103Variant.Core ? "MT 103" : $"MT 103 {Headers.User!.ValidationFlag}";

    /// <summary>Which rules it follows.</summary>
    public Mt103Variant Variant =>
        Headers.User?.ValidationFlag switch
        {
            "STP" => Mt103Variant.Stp,
            "REMIT" => Mt103Variant.Remit,
            _ => Mt103Variant.Core,
        };

    /// <summary>20: the sender's reference.</summary>
    public required Reference SenderReference { get; init; }

    /// <summary>13C: times.</summary>
    public ValueList<TimeIndication> TimeIndications { get; init; } = [];

    /// <summary>23B: the bank operation code.</summary>
    public required BankOperation BankOperation { get; init; }

    /// <summary>23E: instructions.</summary>
    public ValueList<Instruction> Instructions { get; init; } = [];

    /// <summary>26T: the nature of the transaction.</summary>
    public TransactionTypeCode? TransactionType { get; init; }

    /// <summary>32A: value date, currency and settled amount.</summary>
    public required ValueDateAmount Settled { get; init; }

    /// <summary>33B: the instructed amount.</summary>
    public CurrencyAmount? Instructed { get; init; }

    /// <summary>36: the exchange rate.</summary>
    public ExchangeRate? ExchangeRate { get; init; }

    /// <summary>50a: the ordering customer.</summary>
    public required OrderingCustomer OrderingCustomer { get; init; }

    /// <summary>51A: the sending institution; over FileAct only.</summary>
    public FinancialInstitution? SendingInstitution
    {
        get;
        init => field = value?.Allowing("51", "A");
    }

    /// <summary>52a, A or D: the ordering customer's institution.</summary>
    public FinancialInstitution? OrderingInstitution
    {
        get;
        init => field = value?.Allowing("52", "AD");
    }

    /// <summary>53a, A, B or D: the sender's correspondent, or the account between sender and receiver.</summary>
    public FinancialInstitution? SenderCorrespondent
    {
        get;
        init => field = value?.Allowing("53", "ABD");
    }

    /// <summary>54a, A, B or D: the receiver's correspondent.</summary>
    public FinancialInstitution? ReceiverCorrespondent
    {
        get;
        init => field = value?.Allowing("54", "ABD");
    }

    /// <summary>55a, A, B or D: the third reimbursement institution.</summary>
    public FinancialInstitution? ThirdReimbursementInstitution
    {
        get;
        init => field = value?.Allowing("55", "ABD");
    }

    /// <summary>56a, A, C or D: the intermediary.</summary>
    public FinancialInstitution? Intermediary
    {
        get;
        init => field = value?.Allowing("56", "ACD");
    }

    /// <summary>57a, A, B, C or D: the beneficiary's institution.</summary>
    public FinancialInstitution? AccountWithInstitution
    {
        get;
        init => field = value?.Allowing("57", "ABCD");
    }

    /// <summary>59a: the beneficiary.</summary>
    public required BeneficiaryCustomer Beneficiary { get; init; }

    /// <summary>70: remittance information.</summary>
    public RemittanceInformation? Remittance { get; init; }

    /// <summary>71A: who bears the charges.</summary>
    public required ChargesDetail Charges { get; init; }

    /// <summary>71F: the charges that senders have taken.</summary>
    public ValueList<CurrencyAmount> SenderCharges { get; init; } = [];

    /// <summary>71G: the charges due to the receiver.</summary>
    public CurrencyAmount? ReceiverCharges { get; init; }

    /// <summary>72: sender to receiver information.</summary>
    public SenderToReceiverInformation? SenderToReceiver { get; init; }

    /// <summary>77B: regulatory reporting.</summary>
    public RegulatoryReporting? RegulatoryReporting { get; init; }

    /// <summary>77T: extended remittance information, in REMIT only.</summary>
    public EnvelopeContents? EnvelopeContents { get; init; }

    /// <summary>Whether it gives back an earlier payment: field 72 begins with /RETN/.</summary>
    public bool IsReturn => SenderToReceiver?.Begins("RETN") ?? false;

    /// <summary>Whether it rejects an earlier payment: field 72 begins with /REJT/.</summary>
    public bool IsReject => SenderToReceiver?.Begins("REJT") ?? false;

    /// <inheritdoc/>
    public override ValueList<BrokenRule> BrokenRules() => Mt103Rules.Broken(this);

    internal static Mt103 Read(MtHeaders headers, FieldSource fields) =>
        new()
        {
            Headers = headers,
            SenderReference = fields.Required<Reference>("20"),
            TimeIndications = fields.Repeated<TimeIndication>("13C"),
            BankOperation = fields.Required<BankOperation>("23B"),
            Instructions = fields.Repeated<Instruction>("23E"),
            TransactionType = fields.Optional<TransactionTypeCode>("26T"),
            Settled = fields.Required<ValueDateAmount>("32A"),
            Instructed = fields.Optional<CurrencyAmount>("33B"),
            ExchangeRate = fields.Optional<ExchangeRate>("36"),
            OrderingCustomer = fields.Required<OrderingCustomer>("50", "AFK"),
            SendingInstitution = fields.Optional<FinancialInstitution>("51", "A"),
            OrderingInstitution = fields.Optional<FinancialInstitution>("52", "AD"),
            SenderCorrespondent = fields.Optional<FinancialInstitution>("53", "ABD"),
            ReceiverCorrespondent = fields.Optional<FinancialInstitution>("54", "ABD"),
            ThirdReimbursementInstitution = fields.Optional<FinancialInstitution>("55", "ABD"),
            Intermediary = fields.Optional<FinancialInstitution>("56", "ACD"),
            AccountWithInstitution = fields.Optional<FinancialInstitution>("57", "ABCD"),
            Beneficiary = fields.Required<BeneficiaryCustomer>("59", "-AF"),
            Remittance = fields.Optional<RemittanceInformation>("70"),
            Charges = fields.Required<ChargesDetail>("71A"),
            SenderCharges = fields.Repeated<CurrencyAmount>("71F"),
            ReceiverCharges = fields.Optional<CurrencyAmount>("71G"),
            SenderToReceiver = fields.Optional<SenderToReceiverInformation>("72"),
            RegulatoryReporting = fields.Optional<RegulatoryReporting>("77B"),
            EnvelopeContents = fields.Optional<EnvelopeContents>("77T"),
        };

    internal override void Write(FieldSink fields) =>
        fields
            .Add("20", SenderReference)
            .AddAll("13C", TimeIndications)
            .Add("23B", BankOperation)
            .AddAll("23E", Instructions)
            .Add("26T", TransactionType)
            .Add("32A", Settled)
            .Add("33B", Instructed)
            .Add("36", ExchangeRate)
            .Add("50", OrderingCustomer)
            .Add("51", SendingInstitution)
            .Add("52", OrderingInstitution)
            .Add("53", SenderCorrespondent)
            .Add("54", ReceiverCorrespondent)
            .Add("55", ThirdReimbursementInstitution)
            .Add("56", Intermediary)
            .Add("57", AccountWithInstitution)
            .Add("59", Beneficiary)
            .Add("70", Remittance)
            .Add("71A", Charges)
            .AddAll("71F", SenderCharges)
            .Add("71G", ReceiverCharges)
            .Add("72", SenderToReceiver)
            .Add("77B", RegulatoryReporting)
            .Add("77T", EnvelopeContents);
}
