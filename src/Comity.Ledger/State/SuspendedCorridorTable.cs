using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.State;

/// <summary>A corridor suspended by one of its two sides; each lifts only its own.</summary>
/// <param name="From">The debtor's jurisdiction.</param>
/// <param name="To">The creditor's jurisdiction.</param>
/// <param name="By">Whose authority suspended it.</param>
internal readonly record struct SuspendedCorridor(CountryCode From, CountryCode To, CountryCode By)
    : IComparable<SuspendedCorridor>
{
    /// <summary>The corridor alone.</summary>
    public Corridor Corridor => new(From, To);

    /// <inheritdoc/>
    public int CompareTo(SuspendedCorridor other)
    {
        var order = From.CompareTo(other.From);
        order = order != 0 ? order : To.CompareTo(other.To);
        return order != 0 ? order : By.CompareTo(other.By);
    }
}

/// <summary>That a record is there is all it says.</summary>
internal sealed record Presence
{
    /// <summary>The only one.</summary>
    public static Presence Instance { get; } = new();
}

/// <summary>All suspended corridors.</summary>
internal sealed class SuspendedCorridorTable(Journal journal)
    : RecordTable<SuspendedCorridor, Presence>(new Format(), journal)
{
    /// <summary>Who has suspended a corridor, if anybody.</summary>
    public bool TryGetSuspender(CountryCode from, CountryCode to, out CountryCode by)
    {
        by = Contains(new SuspendedCorridor(from, to, from)) ? from : to;
        return Count > 0 && Contains(new SuspendedCorridor(from, to, by));
    }

    private sealed class Format : RecordFormat<SuspendedCorridor, Presence>
    {
        public override StateKind Kind => StateKind.Corridor;

        public override void WriteKey(CanonicalWriter writer, SuspendedCorridor key)
        {
            writer.Text(key.From.ToString());
            writer.Text(key.To.ToString());
            writer.Text(key.By.ToString());
        }

        public override SuspendedCorridor ReadKey(ref CanonicalReader reader) =>
            new(CountryCode.Parse(reader.Text()), CountryCode.Parse(reader.Text()), CountryCode.Parse(reader.Text()));

        public override void Write(CanonicalWriter writer, Presence record) { }

        public override Presence Read(ref CanonicalReader reader, SuspendedCorridor key) => Presence.Instance;
    }
}
