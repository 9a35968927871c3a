-- A block's header, beside its height, time and root. The hashes are empty where the blocks before were projected by a version that made none.
ALTER TABLE block ADD COLUMN transactions bigint NOT NULL DEFAULT 0;
ALTER TABLE block ADD COLUMN receipts_root bytea NOT NULL DEFAULT '';
ALTER TABLE block ADD COLUMN hash bytea NOT NULL DEFAULT '';

-- A block's receipts: a serialised comity.v1.KeptReceipts. Blocks without transactions have none.
CREATE TABLE receipts (
    height bigint NOT NULL PRIMARY KEY,
    content bytea NOT NULL
);

-- Whose a key is, or was last.
CREATE TABLE participant_key (
    public_key text NOT NULL PRIMARY KEY,
    participant bigint NOT NULL
);
