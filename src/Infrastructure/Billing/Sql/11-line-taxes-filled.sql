-- Lines from before a line could carry several taxes had one, the label's; written down as such, nothing else of them changes (M09).
ALTER TABLE invoice_lines DISABLE TRIGGER m09_lines_immutable;
UPDATE invoice_lines SET
    discount_currency = amount_currency,
    tax_kind = CASE WHEN tax_rate_percent = 0 THEN 'not_taxed' ELSE 'taxed' END,
    taxes = CASE WHEN tax_rate_percent = 0 THEN '[]'::jsonb
        ELSE jsonb_build_array(jsonb_build_object('label', tax_label, 'ratePercent', tax_rate_percent, 'minorUnits', tax_minor_units)) END;
ALTER TABLE invoice_lines ENABLE TRIGGER m09_lines_immutable;
