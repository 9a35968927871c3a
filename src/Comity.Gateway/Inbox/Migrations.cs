using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Comity.Gateway.Inbox;

/// <summary>The inbox's schema: numbered SQL files in Inbox/Migrations, each applied once, in order, in a transaction of its own.</summary>
internal static class Migrations
{
    private const string Prefix = "Migrations/";

    /// <summary>Applies what is missing. SQLite's user_version is the number of the last one applied.</summary>
    /// <exception cref="InvalidDataException">The database is of a later version of this program.</exception>
    public static void Apply(SqliteConnection database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly
            .GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        var applied = (int)(long)(Command(database, "PRAGMA user_version").ExecuteScalar() ?? 0L);
        if (applied > names.Count)
        {
            throw new InvalidDataException(
                $"The inbox has schema {applied}; this program knows {names.Count}. Use the program that wrote it, or a later one."
            );
        }

        for (var number = applied + 1; number <= names.Count; number++)
        {
            using var stream =
                assembly.GetManifestResourceStream(names[number - 1])
                ?? throw new InvalidDataException($"{names[number - 1]} is not in the program.");
            using var text = new StreamReader(stream);
            using var transaction = database.BeginTransaction();
            Command(database, text.ReadToEnd()).ExecuteNonQuery();
            Command(database, $"PRAGMA user_version = {number}").ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static SqliteCommand Command(SqliteConnection database, string text)
    {
        var command = database.CreateCommand();
        // The only text that is put together is a migration's number.
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
