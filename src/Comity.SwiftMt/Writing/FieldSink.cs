using System.Text;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Writing;

/// <summary>Takes a message's fields in order, and writes them as block 4 has them.</summary>
internal sealed class FieldSink
{
    private const string LineEnd = "\r\n";
    private readonly StringBuilder text = new();

    /// <summary>Writes a field, if there is one, under the tag with the field's own letter, if it has one.</summary>
    public FieldSink Add<T>(string tag, T? field)
        where T : class, IMtField<T> => field is null ? this : Write(tag + field.Option, field.Lines);

    /// <summary>Writes a field under this tag alone.</summary>
    public FieldSink AddAs<T>(string tag, T? field)
        where T : class, IMtField<T> => field is null ? this : Write(tag, field.Lines);

    public FieldSink AddAll<T>(string tag, ValueList<T> fields)
        where T : class, IMtField<T>
    {
        foreach (var field in fields)
        {
            Add(tag, field);
        }

        return this;
    }

    public override string ToString() => text.ToString();

    private FieldSink Write(string tag, ValueList<string> lines)
    {
        text.Append(':').Append(tag).Append(':').AppendJoin(LineEnd, lines).Append(LineEnd);
        return this;
    }
}
