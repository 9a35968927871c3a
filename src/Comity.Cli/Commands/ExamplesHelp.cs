using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Comity.Cli.Commands;

/// <summary>The library's help, and examples under it.</summary>
internal sealed class ExamplesHelp : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["./comity"] = ["./comity demo", "./comity demo --keep", "./comity trace UETR"],
        ["./comity demo"] =
        [
            "./comity demo                          the whole story, in under 20 seconds",
            "./comity demo --json > demo.json       the same for machines",
            "./comity demo --keep                   leave the node running and say how to use it",
            "./comity demo --scenario my.yaml       a world of your own",
        ],
        ["./comity node"] = ["./comity node run --config node.yaml", "./comity node check --config node.yaml"],
        ["./comity node run"] =
        [
            "./comity node run --data world",
            "./comity node run --data world --listen 127.0.0.1:5180",
            "./comity node run --data node1 --genesis world/genesis.bin",
            "./comity node run --config /etc/comity/node.yaml",
        ],
        ["./comity node check"] =
        [
            "./comity node check --config /etc/comity/node.yaml",
            "./comity node check --data world",
        ],
        ["./comity node health"] = ["./comity node health --url http://127.0.0.1:9601/health/ready"],
        ["./comity node upgrade"] = ["./comity node upgrade --data node1 --backup /backup/node1"],
        ["./comity node rebuild"] = ["./comity node rebuild --data world"],
        ["./comity node acknowledge-loss"] =
        [
            "./comity node acknowledge-loss --config node.yaml --tip 41200 --lost 17",
        ],
        ["./comity archive"] =
        [
            "./comity archive --data world --to /mnt/archive       a running node does it",
            "./comity archive --stopped node1 --to /mnt/archive    on the files of a stopped one",
        ],
        ["./comity prune"] =
        [
            "./comity prune --data world --archive /mnt/archive",
            "./comity prune --stopped node1 --archive /mnt/archive --archive /mnt/second    only what both have",
        ],
        ["./comity gateway"] = ["./comity gateway missing --as GUANCNBJ --data world"],
        ["./comity gateway missing"] = ["./comity gateway missing --as GUANCNBJ --data world"],
        ["./comity backup"] =
        [
            "./comity backup create --data node1 --to /backup/node1",
            "./comity backup verify /backup/node1",
            "./comity backup restore --from /backup/node1 --data node2",
        ],
        ["./comity backup create"] =
        [
            "./comity backup create --data node1 --to /backup/node1      again: only what is new is copied",
            "./comity backup create --data node1 --to node1-monday.tar",
        ],
        ["./comity backup verify"] = ["./comity backup verify /backup/node1"],
        ["./comity backup restore"] = ["./comity backup restore --from /backup/node1 --data node2"],
        ["./comity genesis"] =
        [
            "./comity genesis my.yaml --check        only look for faults in the file",
            "./comity genesis my.yaml --data world   make keys, genesis and founding transactions",
        ],
        ["./comity send"] =
        [
            "./comity send payment.xml --as GUANCNBJ --data world",
            "./comity send outgoing/ --as GUANCNBJ --data world --json",
        ],
        ["./comity status"] =
        [
            "./comity status                                              the node and its queue",
            "./comity status 7b9e2c1a-4d5f-4a6b-8c7d-9e0f1a2b3c4d         one settlement",
        ],
        ["./comity trace"] = ["./comity trace 7b9e2c1a-4d5f-4a6b-8c7d-9e0f1a2b3c4d"],
        ["./comity audit"] = ["./comity audit world/node", "./comity audit world/node --json"],
        ["./comity iso"] =
        [
            "./comity iso check payment.xml",
            "./comity iso explain AC04",
            "./comity iso generate pacs.008.001.08",
        ],
        ["./comity iso check"] =
        [
            "./comity iso check payment.xml",
            "./comity iso check outgoing/ --sarif findings.sarif",
            "./comity iso check payment.xml --day 2025-11-24 --rules market.json --json",
            "./comity iso check samples/demo --no-cbpr --rules network      as a gateway checks them",
        ],
        ["./comity iso explain"] =
        [
            "./comity iso explain AC04",
            "./comity iso explain PstlAdr",
            "./comity iso explain pacs.008.001.08/CdtTrfTxInf/ChrgBr",
            "./comity iso explain '/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr' --message pacs.008.001.08",
        ],
        ["./comity iso convert"] =
        [
            "./comity iso convert payment.xml --to pacs.008.001.13",
            "./comity iso convert payment.xml --to pacs.008.001.08 --lossy --output old.xml",
            "./comity iso convert payment.xml --to mt",
            "./comity iso convert mt103.fin --to xml",
        ],
        ["./comity iso generate"] =
        [
            "./comity iso generate pacs.008.001.08 --seed 7",
            "./comity iso generate 'pacs.009.001.08 COV' --count 100 --to samples/",
            "./comity iso generate pacs.008.001.08 --break CBPR_Business_Service_Restriction",
        ],
        ["./comity iso sign"] =
        [
            "./comity iso sign payment.xml --certificate bank.pem --key bank-key.pem --output signed.xml",
            "./comity iso sign payment.xml --certificate bank.pem --key bank-key.pem --named --time",
        ],
        ["./comity iso verify"] =
        [
            "./comity iso verify signed.xml --trust bank.pem",
            "./comity iso verify signed.xml --trust roots.pem --trust issuing.pem --at 2026-11-25T12:00:00Z --json",
        ],
        ["./comity key"] = ["./comity key new bank.key --owner LEI", "./comity key show bank.key"],
        ["./comity key new"] =
        [
            "./comity key new bank.key --owner LEI --may Pay Keys",
            "./comity key new bank.key --owner LEI --passphrase file:/run/secrets/bank",
            "./comity key new bank.key --owner LEI --token 'pkcs11:token=bank;object=pay?module-path=/usr/lib/softhsm/libsofthsm2.so'",
        ],
        ["./comity key show"] = ["./comity key show bank.key --json", "./comity key show bank.key --open"],
        ["./comity key change-passphrase"] = ["./comity key change-passphrase bank.key"],
        ["./comity key import"] =
        [
            "openssl genpkey -algorithm ed25519 -out bank.pem",
            "./comity key import bank.key --from bank.pem --owner LEI",
        ],
        ["./comity key rotate"] =
        [
            "./comity key rotate bank.key --overlap 12h --network HEX --ca node-ca.pem",
            "./comity key rotate bank.key --draft change.draft --signer second.key --data world",
        ],
        ["./comity transaction"] =
        [
            "./comity transaction draft payment.yaml payment.draft --signer one.key --signer two.key --genesis genesis.bin",
            "./comity transaction sign payment.draft --key one.key --genesis genesis.bin     and then on the other machine",
            "./comity transaction submit payment.draft",
        ],
        ["./comity transaction draft"] =
        [
            "./comity transaction draft payment.yaml payment.draft --signer one.key --signer two.key --genesis genesis.bin",
        ],
        ["./comity transaction show"] = ["./comity transaction show payment.draft --genesis genesis.bin"],
        ["./comity transaction sign"] =
        [
            "./comity transaction sign payment.draft --key two.key --genesis genesis.bin",
            "./comity transaction sign payment.draft --key 'pkcs11:token=bank;object=pay' --genesis genesis.bin",
        ],
        ["./comity transaction submit"] =
        [
            "./comity transaction submit payment.draft",
            "./comity transaction submit signed-by-one.draft signed-by-two.draft",
        ],
        ["./comity prove"] =
        [
            "./comity prove supply CNY --out cny.json",
            "./comity prove settlement UETR > payment.json",
        ],
        ["./comity prove balance"] = ["./comity prove balance ACCOUNT CNY --out balance.json"],
        ["./comity prove supply"] = ["./comity prove supply CNY --out cny.json"],
        ["./comity prove settlement"] = ["./comity prove settlement UETR > payment.json"],
        ["./comity verify"] = ["./comity verify cny.json --root HEX --genesis genesis.bin"],
        ["./comity bench"] = ["./comity bench core"],
        ["./comity test"] = ["./comity test"],
    };

    private readonly HelpAction _help = new();

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _help.Invoke(parseResult);
        if (Examples.TryGetValue(CommandTree.PathOf(parseResult.CommandResult.Command), out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine($"  {line}");
            }

            output.WriteLine();
        }

        return code;
    }
}
