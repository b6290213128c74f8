-- Where others read along nobody is signed in, so nothing personal can be told there.
ALTER TABLE conversations ADD CONSTRAINT ck_conversations_nobody_signed_in_where_others_read CHECK (is_private OR customer_id IS NULL);

-- A delivery that waits says until when; one that does not is over.
ALTER TABLE deliveries ADD CONSTRAINT ck_deliveries_waiting_has_a_time CHECK ((state IN ('queued', 'sending')) = (next_attempt_at IS NOT NULL));
ALTER TABLE deliveries ADD CONSTRAINT ck_deliveries_sent_has_an_id CHECK (state <> 'sent' OR external_id IS NOT NULL);
