namespace Comity.Iso20022.Codes;

/// <summary>What an external code is worth on a day.</summary>
public abstract record CodeAnswer
{
    private CodeAnswer() { }

    /// <summary>It may be used.</summary>
    /// <param name="Code">The code.</param>
    public sealed record Valid(ExternalCode Code) : CodeAnswer
    {
        /// <summary>The answer in a sentence.</summary>
        public override string ToString() => $"{Code.Code}: {Code.Definition}";
    }

    /// <summary>It may be used later.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="From">The first day.</param>
    public sealed record NotYetValid(ExternalCode Code, DateOnly From) : CodeAnswer
    {
        /// <summary>The answer in a sentence.</summary>
        public override string ToString() => $"{Code.Code} is not valid before {From:O}.";
    }

    /// <summary>It was withdrawn.</summary>
    /// <param name="Code">The code.</param>
    /// <param name="On">The first day on which it is not valid.</param>
    public sealed record Expired(ExternalCode Code, DateOnly On) : CodeAnswer
    {
        /// <summary>The answer in a sentence.</summary>
        public override string ToString() => $"{Code.Code} was withdrawn on {On:O}.";
    }

    /// <summary>The set has no such code and, as far as the library knows, never had.</summary>
    /// <param name="Set">The set.</param>
    /// <param name="Code">What was asked for.</param>
    public sealed record Unknown(ExternalCodeSet Set, string Code) : CodeAnswer
    {
        /// <summary>The answer in a sentence.</summary>
        public override string ToString() => $"{Set.Name} has no code '{Code}'.";
    }

    /// <summary>There is no such set among those that the library carries.</summary>
    /// <param name="Set">The name that was asked for.</param>
    public sealed record UnknownSet(string Set) : CodeAnswer
    {
        /// <summary>The answer in a sentence.</summary>
        public override string ToString() => $"There is no code set '{Set}' here; ExternalCodes.All lists them.";
    }
}
