using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Reading;

/// <summary>A field of block 4 before its content is understood.</summary>
/// <param name="Number">The tag's two digits.</param>
/// <param name="Letter">The tag's letter, if any.</param>
/// <param name="Text">The content.</param>
/// <param name="Line">The line of the text on which it begins.</param>
internal sealed record BlockField(string Number, char? Letter, FieldText Text, int Line)
{
    public string Tag => Number + Letter;

    /// <summary>The column at which the content begins on the first line.</summary>
    public int Column => Tag.Length + 3;
}
