using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Tests.Hostile;

/// <summary>One of the ways to read a stream.</summary>
/// <param name="Name">Which.</param>
/// <param name="Failure">The failure that it ends with, if it does.</param>
public sealed record Way(string Name, Func<Stream, ReadLimits, ReadFailure?> Failure)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Way> All { get; } =
    [
        new(
            nameof(MessageReader),
            static (text, limits) => (MessageReader.Read(text, limits) as ReadResult.Refused)?.Failure
        ),
        new(
            nameof(MessageReader.FindFailures),
            static (text, limits) => MessageReader.FindFailures(text, most: 1, limits) is [var first, ..] ? first : null
        ),
        new(
            nameof(BatchReader),
            static (text, limits) => (BatchReader.Read(text, limits).LastOrDefault() as ReadResult.Refused)?.Failure
        ),
        new(
            nameof(PartReader),
            static (text, limits) =>
                (PartReader.Read(text, limits: limits).LastOrDefault() as PartResult.Refused)?.Failure
        ),
    ];

    public override string ToString() => Name;
}
