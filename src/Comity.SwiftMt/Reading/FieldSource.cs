using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Reading;

/// <summary>
/// Gives a message its fields one after another, in the order of its format. Whoever asks for a field that is not the next one gets
/// none, or a refusal where it must be there. A tag is a number with its letter (<c>32A</c>), or a number and the letters that it
/// may have here (<c>52</c> and <c>AD</c>; a hyphen for no letter).
/// </summary>
internal sealed class FieldSource(List<BlockField> fields)
{
    private int next;

    private BlockField? Current => next < fields.Count ? fields[next] : null;

    public T Required<T>(string tag, string options = "")
        where T : class, IMtField<T> => Optional<T>(tag, options) ?? throw Missing(MtField.OptionNames(tag, options));

    public T? Optional<T>(string tag, string options = "")
        where T : class, IMtField<T>
    {
        if (Current is not { } field || !Matches(field, tag, options))
        {
            return null;
        }

        next++;
        try
        {
            return T.Read(options.Length == 0 ? null : field.Letter, field.Text);
        }
        catch (FieldException fault)
        {
            throw MtRefusalException.Of(
                MtRefusalKind.BadField,
                '4',
                field.Tag,
                field.Line,
                field.Column,
                fault.Refusal
            );
        }
    }

    public ValueList<T> Repeated<T>(string tag, string options = "")
        where T : class, IMtField<T>
    {
        var all = new List<T>();
        while (Optional<T>(tag, options) is { } one)
        {
            all.Add(one);
        }

        return all.ToValueList();
    }

    public void End()
    {
        if (Current is { } field)
        {
            throw MtRefusalException.Of(
                MtRefusalKind.UnexpectedField,
                '4',
                field.Tag,
                (field.Line, 1),
                field.Tag,
                "no more fields, or one that may stand here",
                ErrorCodes.UnexpectedTag
            );
        }
    }

    /// <summary>The line on which a field stands, for faults that are found later; the text's last field for one that is missing.</summary>
    public int LineOf(string field) => fields.Find(f => f.Tag == field || f.Number == field)?.Line ?? fields[^1].Line;

    private static bool Matches(BlockField field, string tag, string options)
    {
        if (options.Length == 0)
        {
            return field.Tag == tag;
        }

        if (field.Number != tag)
        {
            return false;
        }

        return options.Contains(field.Letter ?? '-', StringComparison.Ordinal)
            ? true
            : throw MtRefusalException.Of(
                MtRefusalKind.UnexpectedField,
                '4',
                field.Tag,
                (field.Line, 1),
                field.Tag,
                MtField.OptionNames(tag, options),
                ErrorCodes.UnexpectedTag
            );
    }

    private MtRefusalException Missing(string allowed) =>
        MtRefusalException.Of(
            MtRefusalKind.MissingField,
            '4',
            allowed,
            (Current?.Line ?? fields[^1].Line, 1),
            Current is { } field ? field.Tag : "the end of the block",
            $"field {allowed}",
            ErrorCodes.UnexpectedTag
        );
}
