-- When a settlement was about to be sent, in milliseconds since 1970: the ledger forgets what is long over, this must not. What was
-- noted before times were counts from now: until now no ledger forgot anything.
ALTER TABLE attempt ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;

UPDATE attempt SET noted = unixepoch('now') * 1000;

CREATE INDEX attempt_uetr ON attempt (uetr);
