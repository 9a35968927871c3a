-- The highest statement of the node, signed by it, on how far it had come: shown to it again, so that it cannot forget.
CREATE TABLE known_tip (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    height INTEGER NOT NULL,
    statement BLOB NOT NULL
) STRICT;
