-- Messages by who sent them and what they call themselves. A message is answered once.
CREATE TABLE message (
    sender TEXT NOT NULL,
    message_id TEXT NOT NULL,
    message_type TEXT NOT NULL,
    content TEXT NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sender, message_id)
) STRICT, WITHOUT ROWID;

-- Every settlement that was about to be sent for a message, before it was: after a crash it tells our own from another's.
CREATE TABLE attempt (
    sender TEXT NOT NULL,
    message_id TEXT NOT NULL,
    uetr TEXT NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (sender, message_id, uetr, terms),
    FOREIGN KEY (sender, message_id) REFERENCES message (sender, message_id)
) STRICT, WITHOUT ROWID;

-- What became of each instruction. The settlement is empty where none was asked for.
CREATE TABLE instruction (
    sender TEXT NOT NULL,
    message_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    uetr TEXT NOT NULL,
    settlement TEXT NOT NULL,
    status INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (sender, message_id, position),
    FOREIGN KEY (sender, message_id) REFERENCES message (sender, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX instruction_settlement ON instruction (settlement, status);

-- Answers and notifications, whole, so that they are written again exactly as they were.
CREATE TABLE outbox (
    file TEXT NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    message_id TEXT NOT NULL,
    content BLOB NOT NULL,
    written INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_message ON outbox (sender, message_id);

-- The last block whose events have become notifications.
CREATE TABLE progress (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    height INTEGER NOT NULL
) STRICT;

INSERT INTO progress (id, height) VALUES (1, 0);
