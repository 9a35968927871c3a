using Comity.Testing.Databases;

namespace Comity.Bench.Peers;

/// <summary>
/// Double entry in PostgreSQL as one would write it well: accounts, payments unique by UETR, two entries a payment, cover
/// checked, rows locked in one order so that nothing deadlocks. One payment a transaction: as ordinary statements, and as
/// one call of a stored function.
/// </summary>
internal static class PostgresDoubleEntry
{
    private const string Schema = """
        CREATE TABLE account (id bigint PRIMARY KEY, balance numeric(38, 0) NOT NULL CHECK (balance >= 0)) WITH (fillfactor = 50);
        CREATE TABLE payment (uetr uuid PRIMARY KEY, debtor bigint NOT NULL, creditor bigint NOT NULL, units numeric(38, 0) NOT NULL, at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE entry (uetr uuid NOT NULL, account bigint NOT NULL, units numeric(38, 0) NOT NULL);
        INSERT INTO account SELECT n, 1000000000 FROM generate_series(1, {0}) AS n;
        CREATE FUNCTION pay(debtor_ bigint, creditor_ bigint, units_ numeric) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE uetr_ uuid := gen_random_uuid();
        BEGIN
          IF debtor_ < creditor_ THEN
            UPDATE account SET balance = balance - units_ WHERE id = debtor_;
            UPDATE account SET balance = balance + units_ WHERE id = creditor_;
          ELSE
            UPDATE account SET balance = balance + units_ WHERE id = creditor_;
            UPDATE account SET balance = balance - units_ WHERE id = debtor_;
          END IF;
          INSERT INTO payment (uetr, debtor, creditor, units) VALUES (uetr_, debtor_, creditor_, units_);
          INSERT INTO entry VALUES (uetr_, debtor_, -units_), (uetr_, creditor_, units_);
        END $$;
        VACUUM ANALYZE;
        """;

    private const string StoredCall = """
        \set debtor random(1, {0})
        \set creditor 1 + (:debtor + random(0, {0} - 2)) % {0}
        \set units random(1, 100000)
        SELECT pay(:debtor, :creditor, :units);
        """;

    // The account with the lower number is always touched first.
    private const string Ordinary = """
        \set debtor random(1, {0})
        \set creditor 1 + (:debtor + random(0, {0} - 2)) % {0}
        \set units random(1, 100000)
        \set first least(:debtor, :creditor)
        \set second greatest(:debtor, :creditor)
        \if :debtor < :creditor
        \set change 0 - :units
        \else
        \set change :units
        \endif
        \set high random(0, 2147483647)
        \set low random(0, 2147483647)
        \set back 0 - :change
        \set taken 0 - :units
        BEGIN;
        UPDATE account SET balance = balance + :change::numeric WHERE id = :first::bigint;
        UPDATE account SET balance = balance + :back::numeric WHERE id = :second::bigint;
        INSERT INTO payment (uetr, debtor, creditor, units) VALUES (md5(:high::text || '-' || :low::text)::uuid, :debtor::bigint, :creditor::bigint, :units::numeric);
        INSERT INTO entry VALUES (md5(:high::text || '-' || :low::text)::uuid, :debtor::bigint, :taken::numeric), (md5(:high::text || '-' || :low::text)::uuid, :creditor::bigint, :units::numeric);
        COMMIT;
        """;

    /// <summary>The best rate over the two ways and several numbers of clients.</summary>
    public static PeerFigure Measure(PrivatePostgreSql server, int accounts, int seconds)
    {
        server.Execute(Schema.Replace("{0}", $"{accounts}", StringComparison.Ordinal));
        var best = new PeerFigure("none", 0);
        foreach (var clients in (int[])[8, 16, 32, 64])
        {
            foreach (
                var (way, script) in (ReadOnlySpan<(string, string)>)
                    [("one stored call", StoredCall), ("ordinary transaction", Ordinary)]
            )
            {
                var rate = server.Bench(
                    script.Replace("{0}", $"{accounts}", StringComparison.Ordinal),
                    clients,
                    seconds
                );
                best = rate > best.PerSecond ? new PeerFigure($"{way}, {clients} clients", rate) : best;
            }
        }

        return best;
    }
}

/// <summary>What a peer reached.</summary>
/// <param name="Way">How.</param>
/// <param name="PerSecond">Payments per second.</param>
internal sealed record PeerFigure(string Way, double PerSecond);
