// A bank's first program: connect, read the balance, pay, follow the payment to finality, and verify the new balance with a proof.
//
//   dotnet run -- NODE NETWORK-ID KEY-FILE ACCOUNT PAYEE INSTRUMENT MINOR-UNITS [CA-FILE]
//
// The passphrase of the key file is in the environment variable COMITY_PASSPHRASE, or asked for.
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Proofs;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

if (
    args is not [var node, var network, var keyFile, var from, var to, var code, var units, ..]
    || !Uri.TryCreate(node, UriKind.Absolute, out var address)
    || !Hash256.TryParse(network, out var networkId)
    || !AccountAddress.TryParse(from, out var account)
    || !AccountAddress.TryParse(to, out var payee)
    || !InstrumentId.TryParse(code, out var instrument)
    || !ulong.TryParse(units, out var amount)
)
{
    Console.Error.WriteLine("usage: NODE NETWORK-ID KEY-FILE ACCOUNT PAYEE INSTRUMENT MINOR-UNITS [CA-FILE]");
    return 2;
}

// 1. The key. It is sealed in a file, or the file names one on a PKCS#11 token: this program does not know the difference.
var hasPassphrase = Environment.GetEnvironmentVariable("COMITY_PASSPHRASE") is { Length: > 0 };
PassphraseSource.TryParse(hasPassphrase ? "env:COMITY_PASSPHRASE" : "prompt", out var passphrases);
if (!KeyFile.TryOpen(keyFile, new KeyOpening(passphrases!), out var key, out var failure))
{
    Console.Error.WriteLine(failure);
    return 2;
}

// 2. The connection: who the node is, and who we are.
using var opened = key;
using var connection = NodeConnection.Open(
    address,
    new ConnectionSecurity
    {
        Trust = args.Length > 7 ? NodeTrust.Authority(args[7]) : NodeTrust.Machine,
        Tokens = TokenSource.OfParticipant(key.Owner, key.Key, networkId),
    }
);
var info = await connection.GetNetworkAsync();
Console.WriteLine($"{info.Network}, block {info.Height}, as {key.Owner}");

// 3. The balance.
var before = (await connection.GetBalancesAsync(account)).GetValueOrDefault(instrument);
Console.WriteLine($"before: {before.Available} minor units of {instrument} available");

// 4. A payment. Keep the signed bytes with your own record of the payment before you send them: sent again, at any time, they are
//    answered with what became of them, and never pay twice. The UETR is yours to choose, once for each payment.
var uetr = Uetr.Random();
var validUntil = new Timestamp(info.Time).Plus(5 * 60_000);
var signed = TransactionDraft.Sign(
    info.Network,
    validUntil,
    [key.Key],
    new Settle { Uetr = uetr, Legs = [new Leg(account, payee, new Amount(instrument, amount))] }
);
switch (await connection.SubmitAsync(signed))
{
    case SubmissionOutcome.Applied applied:
        Console.WriteLine($"paid: {uetr} in block {applied.Height}, final");
        break;
    case SubmissionOutcome.Refused refused:
        // The code is the ledger's, with its ISO 20022 reason and what to do.
        Console.Error.WriteLine($"refused: {refused.Refusal}");
        return 1;
    case var other:
        // Busy, or not known yet: send the same bytes again later. Never another transaction for the same payment.
        Console.Error.WriteLine($"not known yet: {other}");
        return 3;
}

// 5. Its steps, until the one that is final.
await foreach (var step in connection.FollowSettlementAsync(uetr))
{
    Console.WriteLine($"step: {step.Kind} in block {step.Height} at {step.Time}");
}

// 6. A proof of the new balance. A root from the same node shows only that it does not contradict itself: take it from another node,
//    an auditor, or a block that authorities have signed. Keep the proof: anybody can check it later, without a node.
var proof = await SavedProof.AskAsync(
    connection,
    new Wire.ProveRequest
    {
        Balance = new Wire.BalanceSubject { Account = account.ToString(), Instrument = instrument.ToString() },
    }
);
await File.WriteAllTextAsync("balance.proof.json", proof.ToJson());
Hash256.TryParse(proof.Answer.StateRoot, out var root);
if (!proof.TryVerify(root, out var verified) || verified is not VerifiedBalance balance)
{
    Console.Error.WriteLine("the proof does not hold");
    return 1;
}

Console.WriteLine($"after: {balance.Value.Available} minor units of {instrument} available, proven under {root}");
return 0;
