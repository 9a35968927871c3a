namespace Comity.Node.Access;

/// <summary>Who may make a call.</summary>
internal enum CallAccess
{
    /// <summary>Anybody, without proving anything: health alone.</summary>
    Open,

    /// <summary>Whoever has proven who it is: a participant, or the operator.</summary>
    Participant,

    /// <summary>A participant, which gets what is its own.</summary>
    Own,

    /// <summary>The node's operator.</summary>
    Operator,

    /// <summary>Anybody who reaches the operator's own listener; never over the API's.</summary>
    OperatorsListener,
}
