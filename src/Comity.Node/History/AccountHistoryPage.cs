using Comity.Ledger;
using Comity.Node.Access.Visibility;
using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.History;

/// <summary>A page of an account's history.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">Only lines of this one, where stated.</param>
/// <param name="Page">Which page.</param>
/// <param name="Numbers">The cursors of this list.</param>
internal sealed record AccountHistoryPage(
    AccountAddress Account,
    InstrumentId? Instrument,
    HistoryPageRequest Page,
    NumberCursor Numbers
)
{
    /// <summary>Reads what is asked for.</summary>
    public static AccountHistoryPage Read(Wire.ListAccountHistoryRequest request, PageCursor cursors)
    {
        var account = Requests.Account(request.Account, "account");
        InstrumentId? instrument =
            request.Instrument.Length == 0 ? null : Requests.Instrument(request.Instrument, "instrument");
        var numbers = new NumberCursor(
            cursors,
            $"history of {account} in {instrument} from {request.FromTime} to {request.ToTime}"
        );
        var page = numbers.Read(request.PageSize, request.Cursor, request.FromTime, request.ToTime);
        return new AccountHistoryPage(account, instrument, page, numbers);
    }

    /// <summary>
    /// What a viewer is to this page: an issuer sees what moves of its own instrument, where it asks for that alone.
    /// </summary>
    public Relation SeenBy(Sight sight, LedgerView view)
    {
        var relation = sight.To(view, Account);
        return relation == Relation.None && Instrument is { } one && sight.Issues(view, one)
            ? Relation.Issuer
            : relation;
    }

    /// <summary>The page.</summary>
    public async Task<Wire.ListAccountHistoryResponse> Of(
        HistoryReader history,
        Decimals decimals,
        CancellationToken cancellation
    )
    {
        var (found, height) = await history.Ask(
            queries => queries.AccountHistoryAsync(Account, Instrument, Page, cancellation),
            cancellation
        );
        var page = found ?? throw Requests.NotFound($"account {Account}");
        return new Wire.ListAccountHistoryResponse
        {
            Lines = { page.Items.Select(line => Line(line, decimals)) },
            NextCursor = Numbers.Write(page.Next),
            Height = height,
        };
    }

    private static Wire.HistoryLine Line(Movement movement, Decimals decimals)
    {
        var line = new Wire.HistoryLine
        {
            Number = (ulong)movement.Number,
            Height = movement.Height,
            Time = movement.Time.Milliseconds,
            // Both forms share their numbers.
            Kind = (Wire.HistoryLine.Types.Kind)(int)movement.Kind,
            Amount = decimals.Amount(movement.Amount.Instrument, movement.Amount.Units),
        };
        // What is not there is absent, not empty.
        if (movement.Counterparty is { } counterparty)
        {
            line.Counterparty = counterparty.ToString();
        }

        if (movement.Uetr is { } uetr)
        {
            line.Uetr = uetr.ToString();
        }

        if (movement.Purpose.Length > 0)
        {
            line.Purpose = movement.Purpose;
        }

        if (movement.Reference.Length > 0)
        {
            line.Reference = movement.Reference;
        }

        return line;
    }
}
