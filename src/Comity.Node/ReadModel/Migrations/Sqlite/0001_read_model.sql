-- How far the projection has come, of which network, and the last number given to each kind of row. It changes in the same
-- transaction as what was projected. A model that is being built beside another does not serve yet.
CREATE TABLE progress (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    network BLOB NOT NULL,
    projection INTEGER NOT NULL,
    serving INTEGER NOT NULL,
    height INTEGER NOT NULL,
    events INTEGER NOT NULL,
    settlements INTEGER NOT NULL,
    movements INTEGER NOT NULL,
    participants INTEGER NOT NULL,
    instruments INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    offers INTEGER NOT NULL
) STRICT;

-- Times are milliseconds since 1970-01-01T00:00:00Z. The first numbers say where a block's rows begin.
CREATE TABLE block (
    height INTEGER NOT NULL PRIMARY KEY,
    time INTEGER NOT NULL,
    root BLOB NOT NULL,
    first_event INTEGER NOT NULL,
    events INTEGER NOT NULL,
    first_settlement INTEGER NOT NULL,
    first_movement INTEGER NOT NULL
) STRICT;

-- Up to 16 events of one block: a serialised comity.v1.BlockEvents. Everything else points to events by their number.
CREATE TABLE event_chunk (
    first_event INTEGER NOT NULL PRIMARY KEY,
    height INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE participant (
    id INTEGER NOT NULL PRIMARY KEY,
    lei TEXT NOT NULL UNIQUE,
    jurisdiction TEXT NOT NULL
) STRICT;

CREATE TABLE instrument (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account (
    id INTEGER NOT NULL PRIMARY KEY,
    address BLOB NOT NULL UNIQUE,
    owner INTEGER NOT NULL
) STRICT;

CREATE TABLE offer (
    id INTEGER NOT NULL PRIMARY KEY,
    offer BLOB NOT NULL,
    maker INTEGER NOT NULL,
    sells INTEGER NOT NULL,
    buys INTEGER NOT NULL,
    standing INTEGER NOT NULL
) STRICT;

CREATE INDEX offer_offer ON offer (offer);

-- Numbered in the order in which they came to the ledger. legs_event carries the legs, last_event is the last step.
CREATE TABLE settlement (
    id INTEGER NOT NULL PRIMARY KEY,
    uetr BLOB NOT NULL,
    state INTEGER NOT NULL,
    path INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    opened INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    legs_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL
) STRICT;

-- Not unique: the ledger forgets what is over, and then its UETR is free. The newest counts.
CREATE INDEX settlement_uetr ON settlement (uetr);

-- Those that wait: few, whatever the history.
CREATE INDEX settlement_live ON settlement (id) WHERE state < 3;

-- The steps of settlements that took more than one; where there are none, the last event is the only step.
CREATE TABLE step (
    settlement INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (settlement, event)
) STRICT, WITHOUT ROWID;

-- Who is concerned by a settlement, and with whom in what. 0: with nobody in particular.
CREATE TABLE party (
    participant INTEGER NOT NULL,
    settlement INTEGER NOT NULL,
    counterparty INTEGER NOT NULL,
    instrument INTEGER NOT NULL,
    roles INTEGER NOT NULL,
    PRIMARY KEY (participant, settlement, counterparty, instrument)
) STRICT, WITHOUT ROWID;

CREATE INDEX party_settlement ON party (settlement);

-- What changed an account's balances, in order. Units: a length byte, then that many bytes, most significant first.
CREATE TABLE movement (
    account INTEGER NOT NULL,
    id INTEGER NOT NULL,
    height INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    instrument INTEGER NOT NULL,
    units BLOB NOT NULL,
    counterparty INTEGER NOT NULL,
    settlement INTEGER NOT NULL,
    reference TEXT,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

-- Events of an account, a participant, an instrument, an offer, a jurisdiction or a corridor, by its number.
CREATE TABLE subject_event (
    kind INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, event)
) STRICT, WITHOUT ROWID;
