using Comity.Node.Paging;
using Comity.Node.Views;
using Comity.Protocol.Keys;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Network;

/// <summary>A page of participants, in order of their LEIs.</summary>
internal sealed record ParticipantPage(int Size, string After, PageCursor Cursors)
{
    private const string List = "participants";

    /// <summary>Reads which page is asked for.</summary>
    public static ParticipantPage Read(Wire.ListParticipantsRequest request, PageCursor cursors) =>
        new(PageSize.Read(request.PageSize), cursors.ReadText(List, request.Cursor), cursors);

    /// <summary>The page.</summary>
    public Wire.ListParticipantsResponse Of(Ledger.Ledger ledger)
    {
        var following = ledger
            .View.Participants.Where(terms => string.CompareOrdinal(terms.Lei.ToString(), After) > 0)
            .OrderBy(static terms => terms.Lei.ToString(), StringComparer.Ordinal);
        var page = Page<ParticipantTerms>.Take(following, Size, last => Cursors.WriteText(List, last.Lei.ToString()));
        return new Wire.ListParticipantsResponse
        {
            Participants = { page.Items.Select(static terms => ParticipantViews.Participant(terms.ToWire())) },
            NextCursor = page.Next,
            Height = ledger.Height,
        };
    }
}
