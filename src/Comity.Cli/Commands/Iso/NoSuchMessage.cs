using Comity.Iso20022;

namespace Comity.Cli.Commands.Iso;

/// <summary>What is said to a name that is none of a supported message.</summary>
internal static class NoSuchMessage
{
    /// <summary>The sentence.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isNot">What it is not.</param>
    public static string Named(string name, string isNot = "not a message") =>
        $"'{name}' is {isNot} that is supported here: {string.Join(", ", SupportedMessages.All)}.";
}
