using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Node.Rest;
using Comity.Node.Views;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>A place in what was asked for; reads texts there into the wire's bytes, and names the place where that cannot be.</summary>
/// <param name="Path">Field names from the outside in, for example operations[0].settle.</param>
/// <param name="Decimals">Decimals of instruments.</param>
internal readonly record struct FieldPath(string Path, Decimals Decimals)
{
    /// <summary>A field inside.</summary>
    public FieldPath At(string field) => this with { Path = $"{Path}.{field}" };

    /// <summary>An element of a list inside.</summary>
    public FieldPath At(string field, int index) => this with { Path = $"{Path}.{field}[{index}]" };

    /// <summary>Reads every element of a list inside.</summary>
    public IEnumerable<TResult> Each<T, TResult>(IEnumerable<T> list, string field, Func<T, FieldPath, TResult> read)
    {
        var here = this;
        return list.Select((item, index) => read(item, here.At(field, index)));
    }

    /// <summary>The answer to what cannot be, here.</summary>
    public Exception Fault(string fault) => ApiFault.Invalid(Path, fault).ToException();

    /// <summary>The answer to what is missing inside.</summary>
    public Exception Missing(string field) => At(field).Fault("is missing");

    /// <summary>An account's address.</summary>
    public ByteString Account(string text, string field) => Requests.Account(text, At(field).Path).ToWire();

    /// <summary>A UETR.</summary>
    public ByteString Uetr(string text, string field) => Requests.Uetr(text, At(field).Path).ToWire();

    /// <summary>An LEI, as it is.</summary>
    public string Lei(string text, string field) => Requests.Lei(text, At(field).Path).ToString();

    /// <summary>A jurisdiction's code, as it is.</summary>
    public string Jurisdiction(string text, string field) => Requests.Jurisdiction(text, At(field).Path).ToString();

    /// <summary>The code of an instrument of this network, as it is.</summary>
    public string Instrument(string text, string field)
    {
        var instrument = Requests.Instrument(text, At(field).Path).ToString();
        return Decimals.TryGet(instrument, out _)
            ? instrument
            : throw At(field).Fault($"is {instrument}, which is no instrument of this network");
    }

    /// <summary>An offer's id.</summary>
    public static ByteString Offer(string text, FieldPath here) =>
        OfferId.TryParse(text, out var id)
            ? id.ToWire()
            : throw here.Fault($"is '{FieldShape.Shown(text)}'; an offer's id has 32 hexadecimal digits");

    /// <summary>A SHA-256.</summary>
    public ByteString Hash(string text, string field) =>
        Hash256.TryParse(text, out var hash)
            ? hash.ToWire()
            : throw At(field).Fault($"is '{FieldShape.Shown(text)}'; a SHA-256 has 64 hexadecimal digits");

    /// <summary>A public key in its text form; without an algorithm, Ed25519.</summary>
    public static Wire.PublicKey Key(string text, FieldPath here) =>
        PublicKey.TryParse(text.Contains(':', StringComparison.Ordinal) ? text : $"ed25519:{text}", out var key)
            ? key.ToWire()
            : throw here.Fault(
                $"is '{FieldShape.Shown(text)}'; ed25519: with 64 or p256: with 130 hexadecimal digits is needed"
            );

    /// <summary>An amount of more than nothing, of an instrument of this network.</summary>
    public Wire.Units Amount(Wire.Amount? amount, string field, out string instrument)
    {
        var units = OptionalAmount(amount ?? throw Missing(field), field, out instrument);
        return units is { Low: 0, High: 0 } ? throw At(field).Fault("is 0; more than nothing is needed") : units;
    }

    /// <summary>An amount of an instrument of this network; nothing where it is absent.</summary>
    public Wire.Units OptionalAmount(Wire.Amount? amount, string field, out string instrument)
    {
        instrument = string.Empty;
        if (amount is null)
        {
            return UInt128.Zero.ToWire();
        }

        var here = At(field);
        instrument = here.Instrument(amount.Instrument, "instrument");
        Decimals.TryGet(instrument, out var decimals);
        return AmountText.TryRead(amount.Value, decimals, out var units, out var fault)
            ? units.ToWire()
            : throw here.At("value").Fault(fault);
    }
}
