using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>Sequence B of MT 202 COV: details of the customer transfer that was sent by the cover method.</summary>
public sealed record CoveredTransfer
{
    /// <summary>50a: the ordering customer.</summary>
    public required OrderingCustomer OrderingCustomer { get; init; }

    /// <summary>52a, A or D: the ordering customer's institution.</summary>
    public FinancialInstitution? OrderingInstitution
    {
        get;
        init => field = value?.Allowing("52", "AD");
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

    /// <summary>72: sender to receiver information.</summary>
    public SenderToReceiverInformation? SenderToReceiver { get; init; }

    /// <summary>33B: the instructed amount.</summary>
    public CurrencyAmount? Instructed { get; init; }

    internal static CoveredTransfer Read(FieldSource fields) =>
        new()
        {
            OrderingCustomer = fields.Required<OrderingCustomer>("50", "AFK"),
            OrderingInstitution = fields.Optional<FinancialInstitution>("52", "AD"),
            Intermediary = fields.Optional<FinancialInstitution>("56", "ACD"),
            AccountWithInstitution = fields.Optional<FinancialInstitution>("57", "ABCD"),
            Beneficiary = fields.Required<BeneficiaryCustomer>("59", "-AF"),
            Remittance = fields.Optional<RemittanceInformation>("70"),
            SenderToReceiver = fields.Optional<SenderToReceiverInformation>("72"),
            Instructed = fields.Optional<CurrencyAmount>("33B"),
        };

    internal void Write(FieldSink fields) =>
        fields
            .Add("50", OrderingCustomer)
            .Add("52", OrderingInstitution)
            .Add("56", Intermediary)
            .Add("57", AccountWithInstitution)
            .Add("59", Beneficiary)
            .Add("70", Remittance)
            .Add("72", SenderToReceiver)
            .Add("33B", Instructed);
}
