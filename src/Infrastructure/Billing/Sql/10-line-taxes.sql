-- M01, M10: a line's tax is the sum of its taxes; a check constraint may not look into an array itself.
CREATE OR REPLACE FUNCTION sum_of_taxes(taxes jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(sum((tax ->> 'minorUnits')::bigint), 0)::bigint FROM jsonb_array_elements(taxes) AS tax
$$;
