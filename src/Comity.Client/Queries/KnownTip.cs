using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>
/// How far a node said it had come, signed by it. Keep the highest beside what you were told was final, and show it when you
/// connect again: a node that was restored from an old backup cannot deny its own signature.
/// </summary>
/// <param name="Height">The height.</param>
/// <param name="Statement">The statement as it is shown again.</param>
public sealed record KnownTip(ulong Height, ReadOnlyMemory<byte> Statement)
{
    internal static KnownTip From(Wire.TipStatement statement) => new(statement.Height, statement.ToByteArray());

    internal Wire.TipStatement ToWire() => Wire.TipStatement.Parser.ParseFrom(Statement.Span);
}
