-- M04: a wallet's balance is the sum of its postings, because nothing but a posting moves it. A wallet is a liability: credit adds.
CREATE OR REPLACE FUNCTION move_wallet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ez.wallet_posting', 'on', true);
    INSERT INTO wallets (customer_id, currency_code, balance_minor_units) VALUES (NEW.customer_id, NEW.amount_currency, 0) ON CONFLICT DO NOTHING;
    UPDATE wallets SET balance_minor_units = balance_minor_units - NEW.amount_minor_units
        WHERE customer_id = NEW.customer_id AND currency_code = NEW.amount_currency;
    PERFORM set_config('ez.wallet_posting', '', true);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m04_move_wallet ON journal_postings;
CREATE TRIGGER m04_move_wallet AFTER INSERT ON journal_postings
    FOR EACH ROW WHEN (NEW.account = 'wallet') EXECUTE FUNCTION move_wallet();

CREATE OR REPLACE FUNCTION refuse_wallet_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('ez.wallet_posting', true), '') <> 'on' THEN
        RAISE EXCEPTION 'M04: a wallet changes only by a posting' USING ERRCODE = 'check_violation', CONSTRAINT = 'm04_only_by_posting';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m04_only_by_posting ON wallets;
CREATE TRIGGER m04_only_by_posting BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON wallets
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_wallet_change();
