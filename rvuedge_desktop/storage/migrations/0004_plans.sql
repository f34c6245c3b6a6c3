-- Goals, the user's own days, benchmarks, profiles and case logs.
--
-- Amounts and parts of a day are whole hundredths, days ISO text.
CREATE TABLE goals (
    name TEXT NOT NULL,
    span TEXT NOT NULL,
    measure TEXT NOT NULL,
    amount INTEGER NOT NULL,
    contract TEXT NOT NULL,
    PRIMARY KEY (name),
    CHECK (amount > 0)
) WITHOUT ROWID, STRICT;

CREATE TABLE calendar_days (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    weight INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (day),
    CHECK (weight >= 0)
) WITHOUT ROWID, STRICT;

-- Each as the text of a file, like credit policies.
CREATE TABLE benchmarks (
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

CREATE TABLE case_tables (
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

CREATE TABLE profiles (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    credentials TEXT NOT NULL,
    specialty TEXT NOT NULL,
    practice TEXT NOT NULL,
    npi TEXT NOT NULL,
    stage TEXT NOT NULL,
    level TEXT NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (id),
    CHECK (active IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX profiles_active ON profiles (active) WHERE active = 1;

-- What a session counts for in a case log, where the user has chosen; no entry: not credited.
CREATE TABLE case_choices (
    session_id INTEGER NOT NULL,
    entry_id INTEGER,
    category TEXT NOT NULL,
    role TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    PRIMARY KEY (session_id),
    FOREIGN KEY (session_id) REFERENCES sessions (id)
) WITHOUT ROWID, STRICT;

-- The same kind of totals by what a line says, so that they need no look at the lines either.
-- `contract_id` is 0 for lines of no contract.
CREATE TABLE totals_month_line (
    month TEXT NOT NULL,
    site TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    role TEXT NOT NULL,
    contract_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    lines INTEGER NOT NULL,
    units INTEGER NOT NULL,
    wrvu INTEGER NOT NULL,
    PRIMARY KEY (month, site, modifiers, role, contract_id, state)
) WITHOUT ROWID, STRICT;

INSERT INTO totals_month_line
SELECT substr(date_of_service, 1, 7), site, modifiers, role, coalesce(contract_id, 0), state,
    count(*), sum(units), sum(CASE state WHEN 'valued' THEN coalesce(credited, 0) ELSE 0 END)
FROM entries GROUP BY 1, 2, 3, 4, 5, 6;

CREATE TRIGGER entries_added_line AFTER INSERT ON entries
WHEN NOT EXISTS (SELECT 1 FROM meta WHERE key = 'adding_many')
BEGIN
    INSERT INTO totals_month_line VALUES (
        substr(NEW.date_of_service, 1, 7), NEW.site, NEW.modifiers, NEW.role,
        coalesce(NEW.contract_id, 0), NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (month, site, modifiers, role, contract_id, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
END;

CREATE TRIGGER entries_removed_line AFTER DELETE ON entries
BEGIN
    UPDATE totals_month_line SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE month = substr(OLD.date_of_service, 1, 7) AND site = OLD.site
        AND modifiers = OLD.modifiers AND role = OLD.role
        AND contract_id = coalesce(OLD.contract_id, 0) AND state = OLD.state;
    DELETE FROM totals_month_line
    WHERE month = substr(OLD.date_of_service, 1, 7) AND site = OLD.site
        AND modifiers = OLD.modifiers AND role = OLD.role
        AND contract_id = coalesce(OLD.contract_id, 0) AND state = OLD.state AND lines = 0;
END;

CREATE TRIGGER entries_edited_line AFTER UPDATE OF
    date_of_service, state, units, credited, site, modifiers, role, contract_id
ON entries
BEGIN
    UPDATE totals_month_line SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE month = substr(OLD.date_of_service, 1, 7) AND site = OLD.site
        AND modifiers = OLD.modifiers AND role = OLD.role
        AND contract_id = coalesce(OLD.contract_id, 0) AND state = OLD.state;
    DELETE FROM totals_month_line
    WHERE month = substr(OLD.date_of_service, 1, 7) AND site = OLD.site
        AND modifiers = OLD.modifiers AND role = OLD.role
        AND contract_id = coalesce(OLD.contract_id, 0) AND state = OLD.state AND lines = 0;
    INSERT INTO totals_month_line VALUES (
        substr(NEW.date_of_service, 1, 7), NEW.site, NEW.modifiers, NEW.role,
        coalesce(NEW.contract_id, 0), NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (month, site, modifiers, role, contract_id, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
END;

-- What days leave out, without a look at what counts: days with all their states stay near.
CREATE INDEX totals_day_left_out ON totals_day_code (day, state, lines, units)
    WHERE state <> 'valued';
