using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>
/// What the transactions of a message add up to, and what the message states: <c>NbOfTxs</c> their number, <c>CtrlSum</c> the sum of their
/// amounts whatever the currencies, <c>TtlIntrBkSttlmAmt</c> and <c>TtlRtrdIntrBkSttlmAmt</c> the sum in one currency; in the group header of
/// all, in a <c>PmtInf</c> of its own (ISO 20022 message definition reports).
/// </summary>
internal sealed class WrittenTotals
{
    private const string GroupHeader = "GrpHdr";
    private const string PaymentInformation = "PmtInf";

    // Where a transaction has its amount, whichever it has: as it is settled, returned, or instructed.
    private static readonly string[][] Amounts =
    [
        ["RtrdIntrBkSttlmAmt"],
        ["IntrBkSttlmAmt"],
        ["Amt", "InstdAmt"],
        ["Amt", "EqvtAmt", "Amt"],
        ["InstdAmt"],
    ];

    private readonly Stack<TransactionGroup> groups = new();
    private readonly Stack<string> tags = new();
    private int payments;

    /// <summary>Begins with nothing.</summary>
    /// <param name="path">The path of the message's own element.</param>
    public WrittenTotals(string path) => groups.Push(new TransactionGroup(path));

    /// <summary>How many transactions there were.</summary>
    public long Transactions { get; private set; }

    /// <summary>The totals that differ, of what has ended.</summary>
    public List<TotalFault> Faults { get; } = [];

    /// <summary>Whether such an element is a transaction.</summary>
    public static bool IsTransaction(string tag) => tag is "CdtTrfTxInf" or "CdtTrfTx" or "DrctDbtTxInf" or "TxInf";

    private static bool IsTotal(string tag) =>
        tag is "NbOfTxs" or "CtrlSum" or "TtlIntrBkSttlmAmt" or "TtlRtrdIntrBkSttlmAmt";

    /// <summary>An element begins that is written in parts.</summary>
    public void Begin(string tag)
    {
        tags.Push(tag);
        if (tag == PaymentInformation)
        {
            groups.Push(new TransactionGroup(Draft.Step(groups.Peek().Path, tag, payments++)));
        }
    }

    /// <summary>It ends.</summary>
    public void End()
    {
        if (tags.Pop() == PaymentInformation)
        {
            var ended = Close();
            groups.Peek().Add(ended);
        }
    }

    /// <summary>The message ends.</summary>
    public void Finish() => Transactions = Close().Count;

    /// <summary>An element that is written whole.</summary>
    public void Take(string tag, object content)
    {
        // Elsewhere the same names mean something else: what an earlier message had, say.
        var around = tags.Count > 0 ? tags.Peek() : "";
        if (IsTransaction(tag) && (around is "" or PaymentInformation))
        {
            groups.Peek().Add(Amount((IComponent)content));
        }
        else if (IsTotal(tag) && (around is GroupHeader or PaymentInformation))
        {
            groups.Peek().State(around == GroupHeader ? $"/{GroupHeader}/{tag}" : "/" + tag, content);
        }
        else if (tag is GroupHeader or PaymentInformation)
        {
            Begin(tag);
            TakeAll((IComponent)content);
            End();
        }
    }

    private void TakeAll(IComponent component)
    {
        foreach (var element in component.Description.Elements.Span)
        {
            switch (component[element.Index])
            {
                case null:
                    break;
                case IValueList list when element.Repeats:
                    for (var i = 0; i < list.Count; i++)
                    {
                        Take(element.Tag, list[i]);
                    }

                    break;
                case { } content:
                    Take(element.Tag, content);
                    break;
            }
        }
    }

    private TransactionGroup Close()
    {
        var ended = groups.Pop();
        Faults.AddRange(ended.Faults());
        return ended;
    }

    private static IAmount? Amount(IComponent transaction)
    {
        foreach (var path in Amounts)
        {
            object? at = transaction;
            foreach (var tag in path)
            {
                at =
                    at is IComponent component && component.Description.TryGet(tag, out var element)
                        ? component[element.Index]
                        : null;
            }

            if (at is IAmount amount)
            {
                return amount;
            }
        }

        return null;
    }
}
