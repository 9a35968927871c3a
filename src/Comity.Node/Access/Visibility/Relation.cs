namespace Comity.Node.Access.Visibility;

/// <summary>What somebody is to something that it asks about. A higher one includes what a lower one may see.</summary>
internal enum Relation
{
    /// <summary>Nothing: it is answered as if it were not there.</summary>
    None,

    /// <summary>The issuer of an instrument that is concerned.</summary>
    Issuer,

    /// <summary>The authority, or a supervisor, of the jurisdiction of somebody concerned. Its look is noted.</summary>
    Overseer,

    /// <summary>One of those concerned.</summary>
    Own,
}
