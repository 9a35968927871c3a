using Npgsql;
using NpgsqlTypes;

namespace Comity.Node.ReadModel.Storage.PostgreSql;

/// <summary>Rows into PostgreSQL's binary COPY.</summary>
internal sealed class PostgreSqlRowWriter(NpgsqlBinaryImporter importer) : RowWriter
{
    public override void Integer(long value) => importer.Write(value, NpgsqlDbType.Bigint);

    public override void Text(string? value)
    {
        if (value is null)
        {
            importer.WriteNull();
            return;
        }

        importer.Write(value, NpgsqlDbType.Text);
    }

    public override void Bytes(ReadOnlySpan<byte> value) => importer.Write(value.ToArray(), NpgsqlDbType.Bytea);
}
