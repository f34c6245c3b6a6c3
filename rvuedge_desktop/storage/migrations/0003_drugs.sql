-- CMS's files beside the relative values, and favorite codes.
--
-- Dollars are whole thousandths, units of a package whole ten-thousandths, days ISO text.
CREATE TABLE cms_tables (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    code_count INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (kind, first_day),
    CHECK (kind IN ('payment_limits', 'ndc_crosswalk', 'hcpcs'))
) STRICT;

CREATE TABLE payment_limits (
    table_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    description TEXT NOT NULL,
    dosage TEXT NOT NULL,
    thousandths INTEGER,
    coinsurance INTEGER,
    notes TEXT NOT NULL,
    PRIMARY KEY (table_id, code),
    FOREIGN KEY (table_id) REFERENCES cms_tables (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE ndc_packages (
    table_id INTEGER NOT NULL,
    ndc TEXT NOT NULL,
    code TEXT NOT NULL,
    drug TEXT NOT NULL,
    labeler TEXT NOT NULL,
    dosage TEXT NOT NULL,
    package_size TEXT NOT NULL,
    packages TEXT NOT NULL,
    units INTEGER NOT NULL,
    PRIMARY KEY (table_id, ndc, code),
    FOREIGN KEY (table_id) REFERENCES cms_tables (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;
CREATE INDEX ndc_packages_by_code ON ndc_packages (table_id, code);

CREATE TABLE hcpcs_texts (
    table_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    long TEXT NOT NULL,
    short TEXT NOT NULL,
    coverage TEXT NOT NULL,
    added TEXT NOT NULL,
    ended TEXT NOT NULL,
    PRIMARY KEY (table_id, code),
    FOREIGN KEY (table_id) REFERENCES cms_tables (id) ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE favorite_folders (
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT;

-- The empty folder name is the top level, which has no row of its own.
CREATE TABLE favorites (
    code TEXT NOT NULL,
    folder TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (code)
) WITHOUT ROWID, STRICT;
