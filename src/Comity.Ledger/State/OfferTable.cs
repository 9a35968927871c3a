using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Fx;

namespace Comity.Ledger.State;

/// <summary>A standing offer.</summary>
/// <param name="Terms">What the maker promised.</param>
/// <param name="Account">The maker's account's row.</param>
/// <param name="Sells">What it gives: an instrument's row.</param>
/// <param name="Buys">What it takes: an instrument's row.</param>
/// <param name="Remaining">What is left of its capacity, in minor units sold.</param>
internal sealed record OfferRow(PostOffer Terms, int Account, int Sells, int Buys, UInt128 Remaining);

/// <summary>All standing offers, by id and by expiry.</summary>
internal sealed class OfferTable(Journal journal) : RecordTable<OfferId, OfferRow>(new Format(), journal)
{
    private readonly SortedSet<(Timestamp ExpiresAt, OfferId Id)> _byExpiry = [];
    private readonly Dictionary<int, int> _byAccount = [];

    /// <summary>The one that expires first.</summary>
    public bool TryGetFirstToExpire(out Timestamp expiresAt, out OfferId id)
    {
        (expiresAt, id) = _byExpiry.Min;
        return _byExpiry.Count > 0;
    }

    /// <summary>Whether an account stands behind an offer.</summary>
    public bool IsUsed(int account) => _byAccount.ContainsKey(account);

    /// <inheritdoc/>
    protected override void OnChanged(OfferId key, OfferRow? old, OfferRow? current)
    {
        if (old is not null && current is null)
        {
            _byExpiry.Remove((old.Terms.ExpiresAt, key));
            var left = _byAccount[old.Account] - 1;
            if (left == 0)
            {
                _byAccount.Remove(old.Account);
            }
            else
            {
                _byAccount[old.Account] = left;
            }
        }
        else if (old is null && current is not null)
        {
            _byExpiry.Add((current.Terms.ExpiresAt, key));
            _byAccount[current.Account] = _byAccount.GetValueOrDefault(current.Account) + 1;
        }
    }

    private sealed class Format : RecordFormat<OfferId, OfferRow>
    {
        public override StateKind Kind => StateKind.Offer;

        public override void WriteKey(CanonicalWriter writer, OfferId key) => writer.Offer(key);

        public override OfferId ReadKey(ref CanonicalReader reader) => reader.Offer();

        public override void Write(CanonicalWriter writer, OfferRow record)
        {
            writer.LongBytes(record.Terms.ToBytes());
            writer.UInt32((uint)record.Account);
            writer.UInt32((uint)record.Sells);
            writer.UInt32((uint)record.Buys);
            writer.UInt128(record.Remaining);
        }

        public override OfferRow Read(ref CanonicalReader reader, OfferId key) =>
            new(
                OperationBytes.ReadOperation<PostOffer>(reader.LongBytes()),
                (int)reader.UInt32(),
                (int)reader.UInt32(),
                (int)reader.UInt32(),
                reader.UInt128()
            );
    }
}
