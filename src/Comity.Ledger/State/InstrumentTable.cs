using Comity.Ledger.Policies;
using Comity.Protocol.Canonical;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.State;

/// <summary>A currency or an asset.</summary>
/// <param name="Terms">What it is and who issues it.</param>
/// <param name="Issuer">Its issuer's row.</param>
/// <param name="Jurisdiction">Its issuer's jurisdiction's row.</param>
/// <param name="Policy">What its issuer allows.</param>
/// <param name="Suspended">Whether it is stopped.</param>
/// <param name="Supply">What has been issued and redeemed.</param>
internal sealed record InstrumentRow(
    InstrumentTerms Terms,
    int Issuer,
    int Jurisdiction,
    RulePolicy Policy,
    bool Suspended,
    SupplyValue Supply
)
{
    /// <summary>The policy, ready to be evaluated.</summary>
    public CompiledPolicy Compiled { get; init; } = CompiledPolicy.Empty;
}

/// <summary>All instruments.</summary>
internal sealed class InstrumentTable(Journal journal, PolicyCompiler compiler)
    : RowTable<InstrumentId, InstrumentRow>(new Format(compiler), journal)
{
    /// <summary>An amount for people, with the instrument's own decimals: CNY 1,000.50.</summary>
    /// <param name="index">The instrument's row.</param>
    /// <param name="units">Minor units.</param>
    public string Say(int index, UInt128 units) =>
        AmountText.Say(this[index].Terms.Id, units, this[index].Terms.Decimals);

    private sealed class Format(PolicyCompiler compiler) : RowFormat<InstrumentId, InstrumentRow>
    {
        protected override StateKind Kind => StateKind.Instrument;

        public override InstrumentId KeyOf(InstrumentRow record) => record.Terms.Id;

        public override void Write(CanonicalWriter writer, InstrumentRow record)
        {
            writer.Instrument(record.Terms.Id);
            writer.Byte((byte)record.Terms.Decimals);
            writer.Text(record.Terms.Issuer.ToString());
            writer.UInt32((uint)record.Issuer);
            writer.UInt32((uint)record.Jurisdiction);
            writer.LongBytes(record.Policy.ToBytes());
            writer.Flag(record.Suspended);
            writer.UInt128(record.Supply.Issued);
            writer.UInt128(record.Supply.Redeemed);
        }

        public override InstrumentRow Read(ref CanonicalReader reader)
        {
            var terms = new InstrumentTerms(reader.Instrument(), reader.Byte(), Lei.Parse(reader.Text()));
            var issuer = (int)reader.UInt32();
            var jurisdiction = (int)reader.UInt32();
            var policy = OperationBytes.ReadPolicy(reader.LongBytes());
            return new InstrumentRow(
                terms,
                issuer,
                jurisdiction,
                policy,
                reader.Flag(),
                new SupplyValue(reader.UInt128(), reader.UInt128())
            )
            {
                Compiled = compiler.Compile(terms.Id.ToString(), issuer, policy),
            };
        }

        // The supply has a leaf of its own, so that its proof says nothing else and changes with nothing else.
        public override void Commit(InstrumentRow record, StateTree.SparseMerkleTree tree, CanonicalWriter writer)
        {
            base.Commit(record, tree, writer);
            tree.Set(StateKey.Supply(record.Terms.Id), record.Supply.Hash());
        }

        protected override void WriteKey(CanonicalWriter writer, InstrumentRow record) =>
            writer.Instrument(record.Terms.Id);
    }
}
