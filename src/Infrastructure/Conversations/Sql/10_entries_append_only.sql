-- C01: a log is only ever appended to, without gaps. Whole conversations may be deleted (data erasure); single entries may not.
CREATE OR REPLACE FUNCTION entries_next_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence <> 1 AND NOT EXISTS (
    SELECT 1 FROM entries WHERE conversation_id = NEW.conversation_id AND sequence = NEW.sequence - 1)
  THEN
    RAISE EXCEPTION 'entry % of conversation % leaves a gap', NEW.sequence, NEW.conversation_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION entries_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries are append-only' USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER IF EXISTS entries_immutable ON entries;
CREATE TRIGGER entries_immutable BEFORE UPDATE ON entries FOR EACH ROW EXECUTE FUNCTION entries_immutable();

DROP TRIGGER IF EXISTS entries_gapless ON entries;
CREATE CONSTRAINT TRIGGER entries_gapless AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION entries_next_sequence();

-- The inbox's views and counts.
CREATE INDEX IF NOT EXISTS ix_conversations_inbox ON conversations (state, owner_kind, owner_staff_id);
