-- The first schema. Frozen: a released migration is never edited, only followed by another.
--
-- RVUs are whole hundredths, conversion factors ten-thousandths, dates ISO text, instants UTC.
-- 0x52565545 spells RVUE and marks the file as ours.
PRAGMA application_id = 0x52565545;

CREATE TABLE meta (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
) WITHOUT ROWID, STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
) WITHOUT ROWID, STRICT;

CREATE TABLE releases (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    complete INTEGER NOT NULL,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    code_count INTEGER NOT NULL,
    conversion_factor INTEGER,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name, origin),
    CHECK (origin IN ('shipped', 'cms')),
    CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE release_values (
    release_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    modifier TEXT NOT NULL,
    status TEXT NOT NULL,
    not_used TEXT NOT NULL,
    work INTEGER NOT NULL,
    pe_nonfacility INTEGER,
    nonfacility_na TEXT NOT NULL,
    pe_facility INTEGER,
    facility_na TEXT NOT NULL,
    mp INTEGER,
    total_nonfacility INTEGER,
    total_facility INTEGER,
    pctc TEXT NOT NULL,
    global_days TEXT NOT NULL,
    pre INTEGER,
    intra INTEGER,
    post INTEGER,
    mult_proc TEXT NOT NULL,
    bilat TEXT NOT NULL,
    asst TEXT NOT NULL,
    co_surg TEXT NOT NULL,
    team_surg TEXT NOT NULL,
    pricing TEXT NOT NULL,
    endo_base TEXT NOT NULL,
    conversion_factor INTEGER,
    supervision TEXT NOT NULL,
    calculation_flag TEXT NOT NULL,
    imaging_family TEXT NOT NULL,
    opps_pe_nonfacility INTEGER,
    opps_pe_facility INTEGER,
    opps_mp INTEGER,
    PRIMARY KEY (release_id, code, modifier),
    FOREIGN KEY (release_id) REFERENCES releases (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE cms_descriptions (
    release_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    modifier TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (release_id, code, modifier),
    FOREIGN KEY (release_id) REFERENCES releases (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE catalog_codes (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    section TEXT NOT NULL,
    specialties TEXT NOT NULL,
    synonyms TEXT NOT NULL,
    tags TEXT NOT NULL,
    description TEXT NOT NULL,
    plain TEXT NOT NULL,
    context TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (code)
) WITHOUT ROWID, STRICT;

CREATE TABLE catalog_modifiers (
    modifier TEXT NOT NULL,
    name TEXT NOT NULL,
    meaning TEXT NOT NULL,
    PRIMARY KEY (modifier)
) WITHOUT ROWID, STRICT;

CREATE TABLE sessions (
    id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE explanations (
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (text)
) STRICT;

CREATE TABLE entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    date_of_service TEXT NOT NULL,
    code TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    units INTEGER NOT NULL,
    site TEXT NOT NULL,
    note TEXT NOT NULL,
    role TEXT NOT NULL,
    release TEXT,
    row_modifier TEXT,
    state TEXT NOT NULL,
    base_work INTEGER,
    credited INTEGER,
    explanation_id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    CHECK (date_of_service IS date(date_of_service, '+0 days')),
    CHECK (units BETWEEN 1 AND 99999),
    -- A list with IN would be built anew for every row: a third of the time a line takes.
    CHECK (state = 'valued' OR state = 'no_work' OR state = 'drug' OR state = 'supply'
        OR state = 'anesthesia' OR state = 'unpriced' OR state = 'other_schedule'
        OR state = 'measure' OR state = 'unknown'),
    FOREIGN KEY (session_id) REFERENCES sessions (id),
    FOREIGN KEY (explanation_id) REFERENCES explanations (id)
) STRICT;
CREATE INDEX entries_by_code ON entries (code, date_of_service);
CREATE INDEX entries_by_date ON entries (date_of_service);
CREATE INDEX entries_by_session ON entries (session_id);

CREATE TABLE commands (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undone INTEGER NOT NULL,
    PRIMARY KEY (id),
    CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX commands_undone ON commands (id) WHERE undone = 1;

CREATE TABLE changes (
    command_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (command_id, entry_id),
    FOREIGN KEY (command_id) REFERENCES commands (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE INDEX changes_by_entry ON changes (entry_id);

CREATE TABLE totals_day (
    day TEXT NOT NULL,
    lines INTEGER NOT NULL,
    units INTEGER NOT NULL,
    wrvu INTEGER NOT NULL,
    PRIMARY KEY (day)
) WITHOUT ROWID, STRICT;

CREATE TABLE totals_day_code (
    day TEXT NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    lines INTEGER NOT NULL,
    units INTEGER NOT NULL,
    wrvu INTEGER NOT NULL,
    PRIMARY KEY (day, code, state)
) WITHOUT ROWID, STRICT;

CREATE TABLE totals_month_code (
    month TEXT NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    lines INTEGER NOT NULL,
    units INTEGER NOT NULL,
    wrvu INTEGER NOT NULL,
    PRIMARY KEY (month, code, state)
) WITHOUT ROWID, STRICT;

-- Totals are kept here and nowhere else, in the transaction that writes the line. A row with no
-- lines left goes away. Only lines in state 'valued' add work RVUs. A transaction that adds very
-- many lines notes so in `meta`, and adds up once at its end what it has added.
CREATE TRIGGER entries_added AFTER INSERT ON entries
WHEN NOT EXISTS (SELECT 1 FROM meta WHERE key = 'adding_many')
BEGIN
    INSERT INTO totals_day VALUES (
        NEW.date_of_service, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (day) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
    INSERT INTO totals_day_code VALUES (
        NEW.date_of_service, NEW.code, NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (day, code, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
    INSERT INTO totals_month_code VALUES (
        substr(NEW.date_of_service, 1, 7), NEW.code, NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (month, code, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
END;

CREATE TRIGGER entries_removed AFTER DELETE ON entries
BEGIN
    UPDATE totals_day SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE day = OLD.date_of_service;
    DELETE FROM totals_day WHERE day = OLD.date_of_service AND lines = 0;
    UPDATE totals_day_code SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE day = OLD.date_of_service AND code = OLD.code AND state = OLD.state;
    DELETE FROM totals_day_code
    WHERE day = OLD.date_of_service AND code = OLD.code AND state = OLD.state AND lines = 0;
    UPDATE totals_month_code SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE month = substr(OLD.date_of_service, 1, 7) AND code = OLD.code AND state = OLD.state;
    DELETE FROM totals_month_code
    WHERE month = substr(OLD.date_of_service, 1, 7)
        AND code = OLD.code AND state = OLD.state AND lines = 0;
END;

CREATE TRIGGER entries_edited AFTER UPDATE OF date_of_service, code, state, units, credited
ON entries
BEGIN
    UPDATE totals_day SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE day = OLD.date_of_service;
    DELETE FROM totals_day WHERE day = OLD.date_of_service AND lines = 0;
    UPDATE totals_day_code SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE day = OLD.date_of_service AND code = OLD.code AND state = OLD.state;
    DELETE FROM totals_day_code
    WHERE day = OLD.date_of_service AND code = OLD.code AND state = OLD.state AND lines = 0;
    UPDATE totals_month_code SET
        lines = lines - 1,
        units = units - OLD.units,
        wrvu = wrvu - CASE OLD.state WHEN 'valued' THEN coalesce(OLD.credited, 0) ELSE 0 END
    WHERE month = substr(OLD.date_of_service, 1, 7) AND code = OLD.code AND state = OLD.state;
    DELETE FROM totals_month_code
    WHERE month = substr(OLD.date_of_service, 1, 7)
        AND code = OLD.code AND state = OLD.state AND lines = 0;
    INSERT INTO totals_day VALUES (
        NEW.date_of_service, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (day) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
    INSERT INTO totals_day_code VALUES (
        NEW.date_of_service, NEW.code, NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (day, code, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
    INSERT INTO totals_month_code VALUES (
        substr(NEW.date_of_service, 1, 7), NEW.code, NEW.state, 1, NEW.units,
        CASE NEW.state WHEN 'valued' THEN coalesce(NEW.credited, 0) ELSE 0 END
    ) ON CONFLICT (month, code, state) DO UPDATE SET
        lines = lines + 1, units = units + excluded.units, wrvu = wrvu + excluded.wrvu;
END;
