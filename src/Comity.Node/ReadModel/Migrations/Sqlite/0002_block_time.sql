-- From an instant to the first block at or after it: ranges of time in histories.
CREATE INDEX block_time ON block (time, height);
