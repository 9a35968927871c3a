using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Operations in their readable form, turned into those that are signed.</summary>
internal static class InstructionReader
{
    /// <summary>Reads one.</summary>
    /// <exception cref="Errors.ApiFaultException">A field cannot be; it is named.</exception>
    public static Wire.Operation Read(Wire.Instruction instruction, FieldPath here) =>
        instruction.KindCase switch
        {
            Wire.Instruction.KindOneofCase.Issue => Issue(instruction.Issue, here.At("issue")),
            Wire.Instruction.KindOneofCase.Redeem => Redeem(instruction.Redeem, here.At("redeem")),
            Wire.Instruction.KindOneofCase.Settle => new()
            {
                Settle = SettleReader.Read(instruction.Settle, here.At("settle")),
            },
            Wire.Instruction.KindOneofCase.Authorise => Authorise(instruction.Authorise, here.At("authorise")),
            Wire.Instruction.KindOneofCase.Fulfil => new()
            {
                Fulfil = new()
                {
                    Uetr = here.At("fulfil").Uetr(instruction.Fulfil.Uetr, "uetr"),
                    Preimage = instruction.Fulfil.Preimage,
                },
            },
            Wire.Instruction.KindOneofCase.Cancel => new()
            {
                Cancel = new()
                {
                    Uetr = here.At("cancel").Uetr(instruction.Cancel.Uetr, "uetr"),
                    Reason = instruction.Cancel.Reason,
                },
            },
            Wire.Instruction.KindOneofCase.PostOffer => OfferReader.Read(instruction.PostOffer, here.At("post_offer")),
            Wire.Instruction.KindOneofCase.WithdrawOffer => new()
            {
                WithdrawOffer = new()
                {
                    Id = FieldPath.Offer(instruction.WithdrawOffer.Id, here.At("withdraw_offer").At("id")),
                },
            },
            Wire.Instruction.KindOneofCase.None => throw here.Fault("states no operation; exactly one kind is needed"),
            _ => Administration(instruction, here),
        };

    private static Wire.Operation Administration(Wire.Instruction instruction, FieldPath here) =>
        instruction.KindCase switch
        {
            Wire.Instruction.KindOneofCase.OpenAccount => OpenAccount(instruction.OpenAccount, here.At("open_account")),
            Wire.Instruction.KindOneofCase.CloseAccount => new()
            {
                CloseAccount = new()
                {
                    Account = here.At("close_account").Account(instruction.CloseAccount.Account, "account"),
                },
            },
            Wire.Instruction.KindOneofCase.FreezeAccount => new()
            {
                FreezeAccount = new()
                {
                    Account = here.At("freeze_account").Account(instruction.FreezeAccount.Account, "account"),
                    Ground = instruction.FreezeAccount.Ground,
                },
            },
            Wire.Instruction.KindOneofCase.ReleaseAccount => new()
            {
                ReleaseAccount = new()
                {
                    Account = here.At("release_account").Account(instruction.ReleaseAccount.Account, "account"),
                },
            },
            Wire.Instruction.KindOneofCase.Seize => Seize(instruction.Seize, here.At("seize")),
            Wire.Instruction.KindOneofCase.Admit => new()
            {
                Admit = new() { Participant = ParticipantReader.Read(instruction.Admit, here.At("admit")) },
            },
            Wire.Instruction.KindOneofCase.UpdateParticipant => ParticipantReader.Update(
                instruction.UpdateParticipant,
                here.At("update_participant")
            ),
            Wire.Instruction.KindOneofCase.RotateKeys => ParticipantReader.Rotate(
                instruction.RotateKeys,
                here.At("rotate_keys")
            ),
            Wire.Instruction.KindOneofCase.Suspend => SuspendReader.Read(instruction.Suspend, here.At("suspend")),
            _ => PolicyReader.Read(instruction, here),
        };

    private static Wire.Operation Issue(Wire.Instruction.Types.Issue issue, FieldPath here)
    {
        var units = here.Amount(issue.Amount, "amount", out var instrument);
        return new()
        {
            Issue = new()
            {
                Instrument = instrument,
                Account = here.Account(issue.Account, "account"),
                Units = units,
                ReserveReference = issue.ReserveReference,
            },
        };
    }

    private static Wire.Operation Redeem(Wire.Instruction.Types.Redeem redeem, FieldPath here)
    {
        var units = here.Amount(redeem.Amount, "amount", out var instrument);
        return new()
        {
            Redeem = new()
            {
                Instrument = instrument,
                Account = here.Account(redeem.Account, "account"),
                Units = units,
                ReserveReference = redeem.ReserveReference,
            },
        };
    }

    private static Wire.Operation Authorise(Wire.Instruction.Types.Authorise authorise, FieldPath here) =>
        new()
        {
            Authorise = new() { Uetr = here.Uetr(authorise.Uetr, "uetr"), Terms = here.Hash(authorise.Terms, "terms") },
        };

    private static Wire.Operation OpenAccount(Wire.Instruction.Types.OpenAccount open, FieldPath here) =>
        new()
        {
            OpenAccount = new()
            {
                Account = here.Account(open.Account, "account"),
                Owner = here.Lei(open.Owner, "owner"),
            },
        };

    private static Wire.Operation Seize(Wire.Instruction.Types.Seize seize, FieldPath here) =>
        new()
        {
            Seize = new()
            {
                Uetr = here.Uetr(seize.Uetr, "uetr"),
                Leg = SettleReader.Leg(seize.Transfer ?? throw here.Missing("transfer"), here.At("transfer")),
                Ground = seize.Ground,
            },
        };
}
