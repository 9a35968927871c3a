-- Which network this database's read model is of, and which schema serves: comity_N, where N is the generation. 0: none yet.
CREATE TABLE read_model (
    one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
    network bytea NOT NULL,
    generation bigint NOT NULL
);
