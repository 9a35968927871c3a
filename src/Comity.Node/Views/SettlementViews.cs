using System.Globalization;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>What an offer exchanges.</summary>
/// <param name="Sells">What its maker gives.</param>
/// <param name="Buys">What its maker takes.</param>
internal readonly record struct OfferSides(string Sells, string Buys);

/// <summary>Settlements as people read them: their legs, and what they wait for.</summary>
/// <param name="Decimals">Decimals of instruments.</param>
/// <param name="SidesOf">What an offer exchanges, by its id; absent where it no longer stands.</param>
internal sealed record SettlementViews(Decimals Decimals, Func<ByteString, OfferSides?> SidesOf)
{
    /// <summary>One leg.</summary>
    public static Wire.Transfer Transfer(Wire.Leg leg, Decimals decimals) =>
        new()
        {
            From = PlainText.Account(leg.From),
            To = PlainText.Account(leg.To),
            Amount = decimals.Amount(leg.Instrument, leg.Units),
        };

    /// <summary>What a settlement asks for.</summary>
    public Wire.Instruction.Types.Settle Settle(Wire.Settle settle)
    {
        var view = new Wire.Instruction.Types.Settle
        {
            Uetr = PlainText.Uetr(settle.Uetr),
            Transfers = { settle.Legs.Select(leg => Transfer(leg, Decimals)) },
            Exchanges = { settle.Exchanges.Select(Exchange) },
            Conditions = { settle.Conditions.Select(Condition) },
            Purpose = settle.Purpose,
            Content = PlainText.Hex(settle.Content),
        };
        if (settle.Queue is { } queue)
        {
            view.Queue = new()
            {
                Priority = queue.Priority,
                ExpiresAt = queue.ExpiresAt,
                Reserve = queue.Reserve,
            };
        }

        return view;
    }

    private Wire.Instruction.Types.Exchange Exchange(Wire.Exchange exchange)
    {
        var (gives, receives) = (SidesOf(exchange.Offers[0])?.Buys, SidesOf(exchange.Offers[^1])?.Sells);
        var view = new Wire.Instruction.Types.Exchange
        {
            Payer = PlainText.Account(exchange.Payer),
            Payee = PlainText.Account(exchange.Payee),
            Offers = { exchange.Offers.Select(PlainText.Hex) },
        };
        if (exchange.AmountCase == Wire.Exchange.AmountOneofCase.Pay)
        {
            (view.Pay, view.Limit) = (Amount(gives, exchange.Pay), Amount(receives, exchange.Limit));
        }
        else
        {
            (view.Receive, view.Limit) = (Amount(receives, exchange.Receive), Amount(gives, exchange.Limit));
        }

        return view;
    }

    private Wire.Amount Amount(string? instrument, Wire.Units units) =>
        instrument is null
            ? new Wire.Amount { Value = units.ToUnits().ToString(CultureInfo.InvariantCulture) }
            : Decimals.Amount(instrument, units);

    private static Wire.Instruction.Types.Condition Condition(Wire.Condition condition) =>
        condition.KindCase switch
        {
            Wire.Condition.KindOneofCase.HashLock => new()
            {
                HashLock = new() { Sha256 = PlainText.Hex(condition.HashLock.Sha256) },
            },
            Wire.Condition.KindOneofCase.TimeWindow => new()
            {
                TimeWindow = new()
                {
                    NotBefore = condition.TimeWindow.NotBefore,
                    NotAfter = condition.TimeWindow.NotAfter,
                },
            },
            Wire.Condition.KindOneofCase.Attestation => new()
            {
                Attestation = new()
                {
                    Attester = condition.Attestation.Attester,
                    Kind = condition.Attestation.Kind,
                    Subject = PlainText.Hex(condition.Attestation.Subject),
                },
            },
            Wire.Condition.KindOneofCase.Approval => new()
            {
                Approval = new() { Jurisdiction = condition.Approval.Jurisdiction },
            },
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.KindCase, "No kind of condition."),
        };
}
