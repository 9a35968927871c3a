using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>The content of a field. Values exist only within their format: what does not fit is refused when it is made or read.</summary>
/// <typeparam name="TSelf">The field's own type.</typeparam>
public interface IMtField<TSelf>
    where TSelf : IMtField<TSelf>
{
    /// <summary>The option's letter, where the tag's number leaves a choice: <c>A</c> of <c>52A</c>; else null.</summary>
    char? Option { get; }

    /// <summary>The content as it is written after the tag's colon.</summary>
    ValueList<string> Lines { get; }

    /// <summary>Reads the content.</summary>
    /// <param name="option">The option's letter, where the tag's number leaves a choice.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="FieldException">The content does not fit.</exception>
    static abstract TSelf Read(char? option, FieldText text);
}
