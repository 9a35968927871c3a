using System.Globalization;
using Comity.Cli.Scenarios;
using Comity.Cli.Scenarios.Steps;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Writing;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Cli.Demo;

/// <summary>Writes a pacs.008.001.08 from a scenario's short description of a payment.</summary>
internal static class PaymentFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="scenario">Who is who.</param>
    /// <param name="step">The description.</param>
    /// <param name="most">The most that the payer gives, in its currency.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="now">When.</param>
    /// <returns>The path.</returns>
    public static string Write(Scenario scenario, PayStep step, Amount most, string folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var id = string.Create(CultureInfo.InvariantCulture, $"PAY-{now:yyyyMMddHHmmss}-{step.Line}");
        var moment = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).ToUniversalTime();
        var transfer = new CreditTransferTransaction39
        {
            PmtId = new PaymentIdentification7
            {
                InstrId = id,
                EndToEndId = id,
                UETR = Uetr.Random().ToString(),
            },
            IntrBkSttlmAmt = new ActiveCurrencyAndAmount(
                Value(scenario, step.Amount),
                step.Amount.Instrument.ToString()
            ),
            IntrBkSttlmDt = DateOnly.FromDateTime(moment.UtcDateTime),
            InstdAmt =
                most.Instrument == step.Amount.Instrument
                    ? null
                    : new ActiveOrHistoricCurrencyAndAmount(Value(scenario, most), most.Instrument.ToString()),
            ChrgBr = ChargeBearerType1Code.SHAR,
            InstgAgt = Agent(step.From),
            InstdAgt = Agent(step.To),
            Dbtr = Customer(scenario, step.From),
            DbtrAgt = Agent(step.From),
            CdtrAgt = Agent(step.To),
            Cdtr = Customer(scenario, step.To),
            Purp = step.Purpose.Length == 0 ? null : new Purpose2Choice.Cd(step.Purpose),
        };
        var message = new Pacs00800108(
            new FIToFICustomerCreditTransferV08
            {
                GrpHdr = new GroupHeader93
                {
                    MsgId = id,
                    CreDtTm = moment,
                    NbOfTxs = "1",
                    SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.CLRG },
                },
                CdtTrfTxInf = [transfer],
            }
        );
        var path = Path.Combine(folder, $"{id}.xml");
        File.WriteAllBytes(path, MessageWriter.ToBytes(message));
        return path;
    }

    private static PartyIdentification135 Customer(Scenario scenario, Bic bank) =>
        new() { Nm = $"A customer of {scenario[bank].Name}" };

    private static BranchAndFinancialInstitutionIdentification6 Agent(Bic bic) =>
        new() { FinInstnId = new FinancialInstitutionIdentification18 { BICFI = bic.ToString() } };

    private static decimal Value(Scenario scenario, Amount amount) =>
        (decimal)amount.Units * new decimal(1, 0, 0, isNegative: false, (byte)scenario[amount.Instrument].Decimals);
}
