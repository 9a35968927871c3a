using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Inbox;

/// <summary>Records as the inbox keeps them: JSON.</summary>
internal static class RecordText
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new InstrumentText() } };

    public static string Write(InstructionRecord record) => JsonSerializer.Serialize(record, Format);

    public static InstructionRecord Read(string text) =>
        JsonSerializer.Deserialize<InstructionRecord>(text, Format)
        ?? throw new InvalidDataException("The inbox holds an empty record: the database is damaged.");

    // The default instrument, of an amount of nothing, is the empty text.
    private sealed class InstrumentText : JsonConverter<InstrumentId>
    {
        public override InstrumentId Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => reader.GetString() is { Length: > 0 } text ? InstrumentId.Parse(text) : default;

        public override void Write(Utf8JsonWriter writer, InstrumentId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
