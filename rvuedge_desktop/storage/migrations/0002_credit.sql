-- Contracts, credit policies, the user's own values and anesthesia units.
--
-- Contracts are never deleted but marked, so that undo always finds the one of a line. Work RVUs
-- and FTE are whole hundredths, base units of anesthesia whole tenths.
CREATE TABLE contracts (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    employer TEXT NOT NULL,
    career_stage TEXT NOT NULL,
    fte INTEGER NOT NULL,
    pinned_release TEXT,
    missing TEXT NOT NULL,
    policy TEXT NOT NULL,
    terms TEXT NOT NULL,
    removed INTEGER NOT NULL,
    PRIMARY KEY (id),
    CHECK (missing IN ('nearest', 'own')),
    CHECK (removed IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX contracts_by_name ON contracts (name) WHERE removed = 0;

CREATE TABLE contract_sites (
    contract_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    place_of_service TEXT NOT NULL,
    PRIMARY KEY (contract_id, position),
    FOREIGN KEY (contract_id) REFERENCES contracts (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE policies (
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

CREATE TABLE own_values (
    code TEXT NOT NULL,
    modifier TEXT NOT NULL,
    work INTEGER NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code, modifier),
    CHECK (work >= 0)
) WITHOUT ROWID, STRICT;

CREATE TABLE anesthesia_bases (
    code TEXT NOT NULL,
    tenths INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code),
    CHECK (tenths >= 0)
) WITHOUT ROWID, STRICT;

-- All four may be empty, since what undo puts back may come from before this schema.
ALTER TABLE entries ADD COLUMN minutes INTEGER;
ALTER TABLE entries ADD COLUMN chosen_contract_id INTEGER;
ALTER TABLE entries ADD COLUMN contract_id INTEGER;
ALTER TABLE entries ADD COLUMN anesthesia_units INTEGER;
CREATE INDEX entries_with_anesthesia ON entries (date_of_service)
    WHERE anesthesia_units IS NOT NULL;
CREATE INDEX entries_with_own_value ON entries (date_of_service)
    WHERE state = 'valued' AND base_work IS NULL;
