-- M02: in every journal entry and currency, debits equal credits. Deferred, so that an entry is judged whole, at commit.
CREATE OR REPLACE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry uuid := CASE WHEN TG_TABLE_NAME = 'journal_entries' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entry_id')::uuid END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal_postings WHERE entry_id = entry) THEN
        RAISE EXCEPTION 'M02: journal entry % has no postings', entry USING ERRCODE = 'check_violation', CONSTRAINT = 'm02_balanced';
    END IF;
    IF EXISTS (SELECT 1 FROM journal_postings WHERE entry_id = entry GROUP BY amount_currency HAVING sum(amount_minor_units) <> 0) THEN
        RAISE EXCEPTION 'M02: journal entry % is not balanced', entry USING ERRCODE = 'check_violation', CONSTRAINT = 'm02_balanced';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m02_balanced ON journal_entries;
CREATE CONSTRAINT TRIGGER m02_balanced AFTER INSERT ON journal_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();

DROP TRIGGER IF EXISTS m02_balanced ON journal_postings;
CREATE CONSTRAINT TRIGGER m02_balanced AFTER INSERT ON journal_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();

-- M03: journal entries are append-only; M05: effects and allocations are kept for ever.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: % is append-only; correct it by a new entry', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;

DROP TRIGGER IF EXISTS m03_append_only ON journal_entries;
CREATE TRIGGER m03_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M03');

DROP TRIGGER IF EXISTS m03_append_only ON journal_postings;
CREATE TRIGGER m03_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_postings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M03');

DROP TRIGGER IF EXISTS m05_append_only ON payment_effects;
CREATE TRIGGER m05_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_effects
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M05');

DROP TRIGGER IF EXISTS m05_append_only ON payment_allocations;
CREATE TRIGGER m05_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_allocations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M05');

-- M03: an entry is whole when it is made: postings come in its own transaction or not at all.
CREATE OR REPLACE FUNCTION note_new_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ez.new_entries', concat_ws(',', nullif(current_setting('ez.new_entries', true), ''), NEW.id::text), true);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m03_note_new ON journal_entries;
CREATE TRIGGER m03_note_new AFTER INSERT ON journal_entries FOR EACH ROW EXECUTE FUNCTION note_new_entry();

CREATE OR REPLACE FUNCTION refuse_late_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF position(NEW.entry_id::text IN coalesce(current_setting('ez.new_entries', true), '')) = 0 THEN
        RAISE EXCEPTION 'M03: journal entry % is complete; correct it by a new entry', NEW.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'm03_complete';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS m03_complete ON journal_postings;
CREATE TRIGGER m03_complete BEFORE INSERT ON journal_postings FOR EACH ROW EXECUTE FUNCTION refuse_late_posting();
