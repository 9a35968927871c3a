-- A block's header, beside its height, time and root. The hashes are empty where the blocks before were projected by a version that made none.
ALTER TABLE block ADD COLUMN transactions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE block ADD COLUMN receipts_root BLOB NOT NULL DEFAULT x'';
ALTER TABLE block ADD COLUMN hash BLOB NOT NULL DEFAULT x'';

-- A block's receipts: a serialised comity.v1.KeptReceipts. Blocks without transactions have none.
CREATE TABLE receipts (
    height INTEGER NOT NULL PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- Whose a key is, or was last.
CREATE TABLE participant_key (
    public_key TEXT NOT NULL PRIMARY KEY,
    participant INTEGER NOT NULL
) STRICT;
