namespace Comity.Iso20022.Reading;

/// <summary>An element whose end has not come yet.</summary>
internal struct OpenElement
{
    /// <summary>Its local name.</summary>
    public string Name;

    /// <summary>Which of its name it is in its parent, from 1, as long as they follow one another.</summary>
    public int Index;

    /// <summary>Where its start tag is.</summary>
    public int Line;

    /// <summary>Where in the line its start tag is.</summary>
    public int Column;

    /// <summary>The name of the last child begun, empty before the first.</summary>
    public string LastChild;

    /// <summary>How many of that name have come in a row.</summary>
    public int LastChildCount;
}
