-- How far the projection has come, of which network, and the last number given to each kind of row. It changes in the same
-- transaction as what was projected. A model that is being built beside another does not serve yet.
CREATE TABLE progress (
    one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
    network bytea NOT NULL,
    projection bigint NOT NULL,
    serving bigint NOT NULL,
    height bigint NOT NULL,
    events bigint NOT NULL,
    settlements bigint NOT NULL,
    movements bigint NOT NULL,
    participants bigint NOT NULL,
    instruments bigint NOT NULL,
    accounts bigint NOT NULL,
    offers bigint NOT NULL
);

-- Times are milliseconds since 1970-01-01T00:00:00Z. The first numbers say where a block's rows begin.
CREATE TABLE block (
    height bigint NOT NULL PRIMARY KEY,
    time bigint NOT NULL,
    root bytea NOT NULL,
    first_event bigint NOT NULL,
    events bigint NOT NULL,
    first_settlement bigint NOT NULL,
    first_movement bigint NOT NULL
);

-- Up to 16 events of one block: a serialised comity.v1.BlockEvents. Everything else points to events by their number.
CREATE TABLE event_chunk (
    first_event bigint NOT NULL PRIMARY KEY,
    height bigint NOT NULL,
    content bytea NOT NULL
);

CREATE TABLE participant (
    id bigint NOT NULL PRIMARY KEY,
    lei text NOT NULL UNIQUE,
    jurisdiction text NOT NULL
);

CREATE TABLE instrument (
    id bigint NOT NULL PRIMARY KEY,
    code text NOT NULL UNIQUE
);

CREATE TABLE account (
    id bigint NOT NULL PRIMARY KEY,
    address bytea NOT NULL UNIQUE,
    owner bigint NOT NULL
);

CREATE TABLE offer (
    id bigint NOT NULL PRIMARY KEY,
    offer bytea NOT NULL,
    maker bigint NOT NULL,
    sells bigint NOT NULL,
    buys bigint NOT NULL,
    standing bigint NOT NULL
);

CREATE INDEX offer_offer ON offer (offer);

-- Numbered in the order in which they came to the ledger. legs_event carries the legs, last_event is the last step.
CREATE TABLE settlement (
    id bigint NOT NULL PRIMARY KEY,
    uetr bytea NOT NULL,
    state bigint NOT NULL,
    path bigint NOT NULL,
    purpose text NOT NULL,
    opened bigint NOT NULL,
    changed bigint NOT NULL,
    legs_event bigint NOT NULL,
    last_event bigint NOT NULL
);

-- Not unique: the ledger forgets what is over, and then its UETR is free. The newest counts.
CREATE INDEX settlement_uetr ON settlement (uetr);

-- Those that wait: few, whatever the history.
CREATE INDEX settlement_live ON settlement (id) WHERE state < 3;

-- The steps of settlements that took more than one; where there are none, the last event is the only step.
CREATE TABLE step (
    settlement bigint NOT NULL,
    event bigint NOT NULL,
    PRIMARY KEY (settlement, event)
);

-- Who is concerned by a settlement, and with whom in what. 0: with nobody in particular.
CREATE TABLE party (
    participant bigint NOT NULL,
    settlement bigint NOT NULL,
    counterparty bigint NOT NULL,
    instrument bigint NOT NULL,
    roles bigint NOT NULL,
    PRIMARY KEY (participant, settlement, counterparty, instrument)
);

CREATE INDEX party_settlement ON party (settlement);

-- What changed an account's balances, in order. Units: a length byte, then that many bytes, most significant first.
CREATE TABLE movement (
    account bigint NOT NULL,
    id bigint NOT NULL,
    height bigint NOT NULL,
    kind bigint NOT NULL,
    instrument bigint NOT NULL,
    units bytea NOT NULL,
    counterparty bigint NOT NULL,
    settlement bigint NOT NULL,
    reference text,
    PRIMARY KEY (account, id)
);

-- Events of an account, a participant, an instrument, an offer, a jurisdiction or a corridor, by its number.
CREATE TABLE subject_event (
    kind bigint NOT NULL,
    subject bigint NOT NULL,
    event bigint NOT NULL,
    PRIMARY KEY (kind, subject, event)
);
