using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Cli.Scenarios.Steps;

/// <summary>Something that happens. One of the kinds below.</summary>
/// <param name="Name">What later steps call it; unique in the file.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows, for people.</param>
internal abstract record Step(string Name, int Line, string Title);

/// <summary>Sends ISO 20022 files through a participant's gateway.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Path">A file or a folder; relative to the scenario's folder.</param>
/// <param name="As">Who sends.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record SendStep(string Name, int Line, string Title, string Path, Bic As, Expectation Expectation)
    : Step(Name, Line, Title);

/// <summary>Writes a pacs.008 from a short description into the sender's inbox folder, and sends that file.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="From">The debtor's bank, which sends.</param>
/// <param name="To">The creditor's bank.</param>
/// <param name="Amount">What the creditor's bank is to receive.</param>
/// <param name="Pays">The currency that the debtor's bank pays in; the same, or another through offers.</param>
/// <param name="Purpose">ISO 20022 purpose code, or empty.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record PayStep(
    string Name,
    int Line,
    string Title,
    Bic From,
    Bic To,
    Amount Amount,
    InstrumentId Pays,
    string Purpose,
    Expectation Expectation
) : Step(Name, Line, Title);

/// <summary>One leg of a settlement between participants' accounts.</summary>
/// <param name="From">The debtor.</param>
/// <param name="To">The creditor.</param>
/// <param name="Amount">What moves.</param>
internal sealed record ScenarioLeg(Bic From, Bic To, Amount Amount);

/// <summary>What must hold before a settlement executes. One of the kinds below.</summary>
internal abstract record ScenarioCondition
{
    private ScenarioCondition() { }

    /// <summary>An attestation about a document.</summary>
    /// <param name="By">Who must attest.</param>
    /// <param name="Kind">What.</param>
    /// <param name="About">The document's text; its SHA-256 is the subject.</param>
    internal sealed record Attestation(Bic By, string Kind, string About) : ScenarioCondition;

    /// <summary>An approval by a jurisdiction's authority.</summary>
    /// <param name="Jurisdiction">Whose authority.</param>
    internal sealed record Approval(CountryCode Jurisdiction) : ScenarioCondition;

    /// <summary>A hash lock.</summary>
    /// <param name="Secret">The text whose UTF-8 bytes open it.</param>
    internal sealed record HashLock(string Secret) : ScenarioCondition;

    /// <summary>Not before a time.</summary>
    /// <param name="Milliseconds">So long after the step.</param>
    internal sealed record After(ulong Milliseconds) : ScenarioCondition;
}

/// <summary>How a settlement waits.</summary>
/// <param name="Priority">0 (normal) to 9 (most urgent).</param>
/// <param name="ExpiresAfterMilliseconds">How long it may wait.</param>
/// <param name="Reserve">Whether it holds its debtors' funds meanwhile.</param>
internal sealed record ScenarioQueue(byte Priority, ulong ExpiresAfterMilliseconds, bool Reserve);

/// <summary>Submits a settlement of several legs, signed by the debtors named.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="SignedBy">Which debtors sign at once; the others authorise later.</param>
/// <param name="Legs">Its legs.</param>
/// <param name="Conditions">What must hold.</param>
/// <param name="Queue">How it waits; none for now or refused.</param>
/// <param name="Purpose">ISO 20022 purpose code, or empty.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record SettleStep(
    string Name,
    int Line,
    string Title,
    ImmutableArray<Bic> SignedBy,
    ImmutableArray<ScenarioLeg> Legs,
    ImmutableArray<ScenarioCondition> Conditions,
    ImmutableArray<ScenarioQueue> Queue,
    string Purpose,
    Expectation Expectation
) : Step(Name, Line, Title);

/// <summary>A debtor's, or an approving authority's, signature given later.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="By">Who signs.</param>
/// <param name="Payment">A UETR or the name of an earlier step.</param>
/// <param name="AsAuthority">Whether it approves as authority instead of paying.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record AuthoriseStep(
    string Name,
    int Line,
    string Title,
    Bic By,
    string Payment,
    bool AsAuthority,
    Expectation Expectation
) : Step(Name, Line, Title);

/// <summary>An attestation about a document, or about a payment's terms.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="By">Who attests.</param>
/// <param name="Kind">What is claimed.</param>
/// <param name="About">The document's text, or empty.</param>
/// <param name="Payment">The payment, or empty.</param>
/// <param name="ExpiresAfterMilliseconds">How long it counts.</param>
/// <param name="Expectation">What must come of the payment, or nothing.</param>
internal sealed record AttestStep(
    string Name,
    int Line,
    string Title,
    Bic By,
    string Kind,
    string About,
    string Payment,
    ulong ExpiresAfterMilliseconds,
    Expectation Expectation
) : Step(Name, Line, Title);

/// <summary>Shows a hash lock's secret.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="By">Who shows it.</param>
/// <param name="Payment">The payment.</param>
/// <param name="Secret">The text.</param>
/// <param name="Expectation">What must come of it.</param>
internal sealed record FulfilStep(
    string Name,
    int Line,
    string Title,
    Bic By,
    string Payment,
    string Secret,
    Expectation Expectation
) : Step(Name, Line, Title);

/// <summary>Waits until payments are in a state.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Payments">UETRs or names of earlier steps.</param>
/// <param name="Expectation">The state.</param>
/// <param name="WithinMilliseconds">How long at most.</param>
internal sealed record AwaitStep(
    string Name,
    int Line,
    string Title,
    ImmutableArray<string> Payments,
    Expectation Expectation,
    ulong WithinMilliseconds
) : Step(Name, Line, Title);

/// <summary>Lets time pass.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Milliseconds">How much.</param>
internal sealed record WaitStep(string Name, int Line, string Title, ulong Milliseconds) : Step(Name, Line, Title);

/// <summary>Checks what somebody holds.</summary>
/// <param name="Name">What later steps call it.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Holder">Who.</param>
/// <param name="Amounts">What it must hold, available and held together.</param>
internal sealed record CheckStep(string Name, int Line, string Title, Bic Holder, ImmutableArray<Amount> Amounts)
    : Step(Name, Line, Title);
