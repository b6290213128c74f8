-- What published articles say, in passages, and the words they say it in. Written by KnowledgeIndex alone; everything here can be made again from the articles.

-- Word likeness, for questions with misspelt words. A trusted extension: the database's owner may install it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE FUNCTION knowledge_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE language
        WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
        WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
        ELSE 'pg_catalog.simple'::regconfig END $$;

CREATE TABLE article_passages (
    article_id uuid NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position integer NOT NULL,
    slug text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    phrasings text NOT NULL,
    heading text NULL,
    body text NOT NULL,
    search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector(knowledge_config(language), title || ' ' || phrasings), 'A')
        || setweight(to_tsvector(knowledge_config(language), coalesce(heading, '')), 'B')
        || setweight(to_tsvector(knowledge_config(language), body), 'D')) STORED,
    PRIMARY KEY (article_id, position)
);

CREATE INDEX ix_article_passages_search ON article_passages USING gin (search);
CREATE INDEX ix_article_passages_language ON article_passages (language);

-- Every word form of a language, and how many passages have it.
CREATE TABLE article_words (
    language text NOT NULL,
    word text NOT NULL,
    passages integer NOT NULL,
    PRIMARY KEY (language, word)
);

CREATE INDEX ix_article_words_likeness ON article_words USING gin (word gin_trgm_ops);
