using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;

namespace Comity.Protocol.Transactions;

/// <summary>Reads transactions off the wire: everything that can be checked from the message alone.</summary>
public static class TransactionDecoder
{
    private static readonly FrozenDictionary<Wire.Operation.KindOneofCase, string> FieldNames = Wire
        .Operation.Descriptor.Oneofs[0]
        .Fields.ToFrozenDictionary(
            static field => (Wire.Operation.KindOneofCase)field.FieldNumber,
            static field => field.Name
        );

    [ThreadStatic]
    private static WireReader? _reader;

    /// <summary>Reads a transaction's body.</summary>
    /// <param name="body">A serialised TransactionBody.</param>
    /// <param name="transaction">The transaction, where the body is one.</param>
    /// <param name="failure">The first fault, where it is not.</param>
    public static bool TryDecode(
        ByteString body,
        [NotNullWhen(true)] out Transaction? transaction,
        [NotNullWhen(false)] out DecodeFailure? failure
    )
    {
        transaction = null;
        if (body.Length > Transaction.LargestBody)
        {
            failure = new DecodeFailure(
                "body",
                $"has {body.Length} bytes; at most {Transaction.LargestBody} are allowed. Send several transactions."
            );
            return false;
        }

        if (!TryParse(body, out var wire))
        {
            failure = new DecodeFailure("body", "is not a serialised comity.v1.TransactionBody");
            return false;
        }

        var reader = (_reader ??= new WireReader()).Restart();
        var read = Read(wire, body, reader);
        failure = reader.Failure;
        transaction = failure is null ? read : null;
        return failure is null;
    }

    private static Transaction Read(Wire.TransactionBody wire, ByteString body, WireReader reader)
    {
        if (wire.Salt.Length != 16)
        {
            reader.Fail("salt", $"has {wire.Salt.Length} bytes; 16 random ones are needed");
        }

        var signers = reader.List(
            wire.Signers,
            "signers",
            1,
            Transaction.MostSigners,
            // A missing key is a failure that the reader has noted: the result is dropped.
            static (key, reader) => reader.Key(key, "key")!
        );
        reader.Require(
            signers.Length <= 1 || reader.Failure is not null || signers.Distinct().Count() == signers.Length,
            "signers",
            "names a key twice"
        );
        return new Transaction
        {
            Id = Transaction.IdOf(body.Span),
            Network = reader.Text(wire.Network, "network", 1, 35),
            ValidUntil = WireReader.Time(wire.ValidUntil),
            Signers = signers,
            Operations = reader.List(wire.Operations, "operations", 1, Transaction.MostOperations, ReadOperation),
        };
    }

    // Protobuf's parser reports bad bytes by exception: this is the one place where that becomes a value.
    private static bool TryParse(ByteString body, [NotNullWhen(true)] out Wire.TransactionBody? wire)
    {
        try
        {
            wire = Wire.TransactionBody.Parser.ParseFrom(body.Span);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            wire = null;
            return false;
        }
    }

    internal static Operation ReadOperation(Wire.Operation wire, WireReader reader)
    {
        reader.Enter(FieldName(wire.KindCase));
        Operation operation = wire.KindCase switch
        {
            Wire.Operation.KindOneofCase.Settle => Settle.Read(wire.Settle, reader),
            Wire.Operation.KindOneofCase.Issue => Issue.Read(wire.Issue, reader),
            Wire.Operation.KindOneofCase.Redeem => Redeem.Read(wire.Redeem, reader),
            Wire.Operation.KindOneofCase.Authorise => Authorise.Read(wire.Authorise, reader),
            Wire.Operation.KindOneofCase.Fulfil => Fulfil.Read(wire.Fulfil, reader),
            Wire.Operation.KindOneofCase.Cancel => Cancel.Read(wire.Cancel, reader),
            Wire.Operation.KindOneofCase.PostOffer => PostOffer.Read(wire.PostOffer, reader),
            Wire.Operation.KindOneofCase.WithdrawOffer => WithdrawOffer.Read(wire.WithdrawOffer, reader),
            Wire.Operation.KindOneofCase.OpenAccount => OpenAccount.Read(wire.OpenAccount, reader),
            Wire.Operation.KindOneofCase.CloseAccount => CloseAccount.Read(wire.CloseAccount, reader),
            Wire.Operation.KindOneofCase.FreezeAccount => FreezeAccount.Read(wire.FreezeAccount, reader),
            Wire.Operation.KindOneofCase.ReleaseAccount => ReleaseAccount.Read(wire.ReleaseAccount, reader),
            Wire.Operation.KindOneofCase.Seize => Seize.Read(wire.Seize, reader),
            Wire.Operation.KindOneofCase.Admit => Admit.Read(wire.Admit, reader),
            Wire.Operation.KindOneofCase.UpdateParticipant => UpdateParticipant.Read(wire.UpdateParticipant, reader),
            Wire.Operation.KindOneofCase.RotateKeys => RotateKeys.Read(wire.RotateKeys, reader),
            Wire.Operation.KindOneofCase.Suspend => Suspend.Read(wire.Suspend, reader),
            Wire.Operation.KindOneofCase.SetJurisdictionPolicy => SetJurisdictionPolicy.Read(
                wire.SetJurisdictionPolicy,
                reader
            ),
            Wire.Operation.KindOneofCase.SetInstrumentPolicy => SetInstrumentPolicy.Read(
                wire.SetInstrumentPolicy,
                reader
            ),
            Wire.Operation.KindOneofCase.Attest => Attest.Read(wire.Attest, reader),
            Wire.Operation.KindOneofCase.RevokeAttestation => RevokeAttestation.Read(wire.RevokeAttestation, reader),
            _ => Unknown(reader),
        };
        reader.Leave();
        return operation;
    }

    private static Settle Unknown(WireReader reader)
    {
        reader.Fail("kind", "is no operation that this version knows");
        return new Settle { Uetr = default };
    }

    // As the wire names it; nothing where there is no operation.
    private static string FieldName(Wire.Operation.KindOneofCase kind) =>
        FieldNames.TryGetValue(kind, out var name) ? name : string.Empty;
}
