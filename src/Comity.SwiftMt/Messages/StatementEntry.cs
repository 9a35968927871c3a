using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Messages;

/// <summary>An entry of a statement: fields 61 and, in MT 940, 86.</summary>
/// <param name="Line">61: the entry.</param>
/// <param name="Information">86: information to the account owner about it.</param>
public sealed record StatementEntry(StatementLine Line, AccountOwnerInformation? Information = null)
{
    internal static ValueList<StatementEntry> ReadAll(FieldSource fields, bool withInformation)
    {
        var entries = new List<StatementEntry>();
        while (fields.Optional<StatementLine>("61") is { } line)
        {
            entries.Add(
                new StatementEntry(line, withInformation ? fields.Optional<AccountOwnerInformation>("86") : null)
            );
        }

        return entries.ToValueList();
    }

    internal static void WriteAll(ValueList<StatementEntry> entries, FieldSink fields)
    {
        foreach (var entry in entries)
        {
            fields.Add("61", entry.Line).Add("86", entry.Information);
        }
    }
}
