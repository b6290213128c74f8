-- O10: the database counts. Moving the counter takes the coupon's row lock, so what follows sees every redemption before it; the check on the
-- table refuses one too many in all, this function one too many by a customer.
CREATE OR REPLACE FUNCTION count_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    change int := CASE
        WHEN TG_OP = 'INSERT' THEN (NEW.released_at IS NULL)::int
        ELSE (NEW.released_at IS NULL)::int - (OLD.released_at IS NULL)::int END;
    limit_each int;
BEGIN
    PERFORM set_config('ez.coupon_redemption', 'on', true);
    UPDATE coupons SET redeemed = redeemed + change WHERE id = NEW.coupon_id RETURNING max_per_customer INTO limit_each;
    PERFORM set_config('ez.coupon_redemption', '', true);
    IF change > 0 AND limit_each IS NOT NULL AND limit_each <
       (SELECT count(*) FROM coupon_redemptions WHERE coupon_id = NEW.coupon_id AND customer_id = NEW.customer_id AND released_at IS NULL) THEN
        RAISE EXCEPTION 'O10: coupon % is used up for customer %', NEW.coupon_id, NEW.customer_id USING ERRCODE = 'check_violation', CONSTRAINT = 'o10_per_customer';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS o10_count ON coupon_redemptions;
CREATE TRIGGER o10_count AFTER INSERT OR UPDATE OF released_at ON coupon_redemptions FOR EACH ROW EXECUTE FUNCTION count_redemption();

DROP TRIGGER IF EXISTS o10_kept ON coupon_redemptions;
CREATE TRIGGER o10_kept BEFORE DELETE OR TRUNCATE ON coupon_redemptions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('O10');

CREATE OR REPLACE FUNCTION refuse_redeemed_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.redeemed <> OLD.redeemed AND coalesce(current_setting('ez.coupon_redemption', true), '') <> 'on' THEN
        RAISE EXCEPTION 'O10: a coupon is counted only by its redemptions' USING ERRCODE = 'check_violation', CONSTRAINT = 'o10_only_by_redemption';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS o10_only_by_redemption ON coupons;
CREATE TRIGGER o10_only_by_redemption BEFORE UPDATE ON coupons FOR EACH ROW EXECUTE FUNCTION refuse_redeemed_change();
