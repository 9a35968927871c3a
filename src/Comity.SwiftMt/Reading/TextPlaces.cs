namespace Comity.SwiftMt.Reading;

/// <summary>Where in a text, by line and column, a position is.</summary>
internal sealed class TextPlaces(string text)
{
    public (int Line, int Column) At(int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
