using Comity.Ledger.Policies;
using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.State;

/// <summary>A jurisdiction.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Authority">Its authority's row.</param>
/// <param name="Policy">What it allows.</param>
/// <param name="Suspended">Whether its cross-border payments are stopped.</param>
internal sealed record JurisdictionRow(CountryCode Code, int Authority, RulePolicy Policy, bool Suspended)
{
    /// <summary>The policy, ready to be evaluated.</summary>
    public CompiledPolicy Compiled { get; init; } = CompiledPolicy.Empty;
}

/// <summary>All jurisdictions.</summary>
internal sealed class JurisdictionTable(Journal journal, PolicyCompiler compiler)
    : RowTable<CountryCode, JurisdictionRow>(new Format(compiler), journal)
{
    private sealed class Format(PolicyCompiler compiler) : RowFormat<CountryCode, JurisdictionRow>
    {
        protected override StateKind Kind => StateKind.Jurisdiction;

        public override CountryCode KeyOf(JurisdictionRow record) => record.Code;

        public override void Write(CanonicalWriter writer, JurisdictionRow record)
        {
            writer.Text(record.Code.ToString());
            writer.UInt32((uint)record.Authority);
            writer.LongBytes(record.Policy.ToBytes());
            writer.Flag(record.Suspended);
        }

        public override JurisdictionRow Read(ref CanonicalReader reader)
        {
            var code = CountryCode.Parse(reader.Text());
            var authority = (int)reader.UInt32();
            var policy = OperationBytes.ReadPolicy(reader.LongBytes());
            return new JurisdictionRow(code, authority, policy, reader.Flag())
            {
                Compiled = compiler.Compile(code.ToString(), authority, policy),
            };
        }

        protected override void WriteKey(CanonicalWriter writer, JurisdictionRow record) =>
            writer.Text(record.Code.ToString());
    }
}
