using Comity.Node.Transactions.Preparing;
using Comity.Node.Views;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Wire;

namespace Comity.Cli.Drafting;

/// <summary>What a draft would do, who must sign, who has, and until when, in plain sentences made from its bytes alone.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Transaction">What it says.</param>
/// <param name="Genesis">The network's, for how many decimals amounts have.</param>
/// <param name="Names">Names of participants by LEI, of accounts by address, where they are known.</param>
internal sealed record DraftSentences(
    TransactionDraft Draft,
    Protocol.Transactions.Transaction Transaction,
    NetworkGenesis Genesis,
    IReadOnlyDictionary<string, string> Names
)
{
    /// <summary>What each operation does, in order.</summary>
    public IReadOnlyList<string> Operations
    {
        get
        {
            var decimals = new Decimals(Genesis);
            return
            [
                .. TransactionBody
                    .Parser.ParseFrom(Draft.Body)
                    .Operations.Select(operation => Named(OperationSentences.Of(operation, decimals))),
            ];
        }
    }

    /// <summary>Whether its time is over.</summary>
    public bool IsExpired(Timestamp now) => Transaction.ValidUntil < now;

    /// <summary>Writes all of it.</summary>
    public void Say(Commands.Answer answer, Timestamp now)
    {
        answer.Say($"transaction  {Draft.Id}");
        answer.Say($"network      {Transaction.Network}");
        answer.Say($"valid until  {Transaction.ValidUntil}{(IsExpired(now) ? ": its time is over" : "")}");
        answer.Say("does, all or nothing:");
        foreach (var sentence in Operations)
        {
            answer.Say($"  {sentence}");
        }

        var missing = Draft.Missing.ToHashSet();
        answer.Say("signers:");
        foreach (var signer in Draft.Signers)
        {
            answer.Say($"  {(missing.Contains(signer) ? "not yet" : "signed ")}  {signer}");
        }
    }

    /// <summary>The same for machines.</summary>
    public object Machine(Timestamp now) =>
        new
        {
            transaction = Draft.Id.ToString(),
            network = Transaction.Network,
            validUntil = Transaction.ValidUntil.ToString(),
            expired = IsExpired(now),
            operations = Operations,
            complete = Draft.IsComplete,
            signed = Draft.Signatures.Select(static each => each.Signer.ToString()),
            missing = Draft.Missing.Select(static key => key.ToString()),
        };

    private string Named(string sentence)
    {
        foreach (var (id, name) in Names)
        {
            sentence = sentence.Replace(id, $"{name} ({id})", StringComparison.Ordinal);
        }

        return sentence;
    }
}
