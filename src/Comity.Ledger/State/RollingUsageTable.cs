using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Whose usage under which rule.</summary>
/// <param name="Rule">The rule's number, as <see cref="RollingUsageTable.NumberOf"/> gives it.</param>
/// <param name="Instrument">What moved: a row.</param>
/// <param name="First">The debtor's row, or its jurisdiction's.</param>
/// <param name="Second">-1, or the creditor's jurisdiction's row.</param>
internal readonly record struct UsageKey(int Rule, int Instrument, int First, int Second);

/// <summary>
/// What has moved in rolling windows, in sixteenths of the window. A window is the current sixteenth and the fifteen before
/// it, less than the whole window, so sixteen before it are counted too: the sum covers the window and up to one sixteenth
/// more, and the rule never allows more than it states.
/// </summary>
internal sealed class RollingUsageTable(Journal journal) : IJournaled, IStateTable
{
    private const int Slots = 17;

    private readonly Dictionary<UsageKey, int> _index = [];
    private readonly List<UsageKey> _keys = [];
    private readonly Dictionary<RuleReference, int> _numbers = [];
    private readonly List<RuleReference> _rules = [];
    private readonly SortedSet<int> _changed = [];
    private Slot[] _slots = new Slot[Slots * 16];

    /// <summary>
    /// A number for a rule, so that the hot path hashes no text. Usage goes with the owner's id for the rule: a policy that is
    /// set again does not begin at zero. Numbers are this process's own and go nowhere.
    /// </summary>
    public int NumberOf(RuleReference rule)
    {
        if (!_numbers.TryGetValue(rule, out var number))
        {
            number = _rules.Count;
            _rules.Add(rule);
            _numbers.Add(rule, number);
        }

        return number;
    }

    /// <summary>What has moved in the window that ends now.</summary>
    /// <param name="key">Whose, under which rule.</param>
    /// <param name="period">The number of the current sixteenth since 1970.</param>
    public UInt128 Used(UsageKey key, ulong period)
    {
        if (!_index.TryGetValue(key, out var row))
        {
            return 0;
        }

        var sum = UInt128.Zero;
        foreach (ref readonly var slot in _slots.AsSpan(row * Slots, Slots))
        {
            if (slot.Period <= period && period - slot.Period < Slots)
            {
                sum += slot.Units;
            }
        }

        return sum;
    }

    /// <summary>Adds what moves now.</summary>
    public void Add(UsageKey key, ulong period, UInt128 units)
    {
        if (!_index.TryGetValue(key, out var row))
        {
            row = AddRow(key);
        }

        var place = (row * Slots) + (int)(period % Slots);
        ref var slot = ref _slots[place];
        journal.Note(this, place, slot.Period, slot.Units, null);
        slot = slot.Period == period ? slot with { Units = slot.Units + units } : new Slot(period, units);
        _changed.Add(row);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        if (old is null)
        {
            _slots[index] = new Slot((ulong)first, second);
            return;
        }

        _index.Remove(_keys[index]);
        _keys.RemoveAt(index);
        _changed.Remove(index);
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        foreach (var row in _changed)
        {
            WriteKey(writer.Reset(), _keys[row], _rules[_keys[row].Rule]);
            var place = StateKey.Of(StateKind.Usage, Sha256.Hash(writer.Written).ToArray());
            WriteSlots(writer.Reset(), _slots.AsSpan(row * Slots, Slots));
            tree.Set(place, Sha256.Hash(writer.Written));
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        var (keys, rules, slots) = (_keys.ToArray(), _rules.ToArray(), _slots.AsSpan(0, _keys.Count * Slots).ToArray());
        return (writer, flush) =>
        {
            writer.UInt64((ulong)keys.Length);
            for (var row = 0; row < keys.Length; row++)
            {
                WriteKey(writer, keys[row], rules[keys[row].Rule]);
                WriteSlots(writer, slots.AsSpan(row * Slots, Slots));
                flush();
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            var row = AddRow(
                new UsageKey(
                    NumberOf(new RuleReference(reader.Text(), reader.Text())),
                    (int)reader.UInt32(),
                    (int)reader.UInt32(),
                    unchecked((int)reader.UInt32())
                )
            );
            for (var slot = 0; slot < Slots; slot++)
            {
                _slots[(row * Slots) + slot] = new Slot(reader.UInt64(), reader.UInt128());
            }

            _changed.Add(row);
        }
    }

    private int AddRow(UsageKey key)
    {
        var row = _keys.Count;
        _keys.Add(key);
        _index.Add(key, row);
        if ((row + 1) * Slots > _slots.Length)
        {
            Array.Resize(ref _slots, _slots.Length * 2);
        }

        _slots.AsSpan(row * Slots, Slots).Clear();
        journal.Note(this, row, 0, 0, key);
        return row;
    }

    private static void WriteKey(CanonicalWriter writer, UsageKey key, RuleReference rule)
    {
        writer.Text(rule.Owner);
        writer.Text(rule.Rule);
        writer.UInt32((uint)key.Instrument);
        writer.UInt32((uint)key.First);
        writer.UInt32(unchecked((uint)key.Second));
    }

    private static void WriteSlots(CanonicalWriter writer, ReadOnlySpan<Slot> slots)
    {
        foreach (var slot in slots)
        {
            writer.UInt64(slot.Period);
            writer.UInt128(slot.Units);
        }
    }

    private readonly record struct Slot(ulong Period, UInt128 Units);
}
