using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Checks the content of one field.</summary>
public static class MtField
{
    /// <summary>The field that <paramref name="text"/> holds, or why it does not.</summary>
    /// <typeparam name="T">Which field: <see cref="ValueDateAmount"/>.</typeparam>
    /// <param name="text">The content after the tag's colon; lines end with CR LF.</param>
    /// <param name="option">The option's letter, where the field has options.</param>
    public static Checked<T> Check<T>(string text, char? option = null)
        where T : IMtField<T>
    {
        try
        {
            return new Checked<T>.Valid(T.Read(option, FieldText.Of(text)));
        }
        catch (FieldException fault)
        {
            var (refusal, code) = (fault.Refusal, fault.Refusal.ErrorCode);
            var allowed = code is null ? refusal.Allowed : $"{refusal.Allowed} ({code})";
            return new Checked<T>.Refused(
                new ValueRefusal($"{typeof(T).Name} ({refusal.Part})", refusal.Found, allowed)
            );
        }
    }

    /// <summary>The content as text, lines ended by CR LF.</summary>
    public static string Text<T>(this IMtField<T> field)
        where T : IMtField<T> => string.Join("\r\n", field.Lines);

    /// <summary>This field, once its option is seen to be one that the tag allows here.</summary>
    /// <exception cref="FieldException">It is another.</exception>
    internal static T Allowing<T>(this T field, string number, string options)
        where T : IMtField<T> =>
        options.Contains(field.Option ?? '-', StringComparison.Ordinal)
            ? field
            : throw FieldException.In("option", $"{number}{field.Option}", OptionNames(number, options), "T13");

    /// <summary>The tags that a number and its options make; a hyphen stands for no letter.</summary>
    internal static string OptionNames(string number, string options) =>
        options.Length == 0
            ? number
            : string.Join(", ", options.Select(letter => letter == '-' ? number : number + letter));
}
