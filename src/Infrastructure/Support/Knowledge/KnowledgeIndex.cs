using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Domain.Support.Knowledge;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Support.Knowledge;

/// <summary>
/// The search of PostgreSQL over passages. A word counts by how rare it is; one that no article has is taken for the most similar one that some
/// article has, at a discount. Words of the title and of the phrasings count for more than those of the text.
/// </summary>
internal sealed class KnowledgeIndex(AppDbContext context) : IKnowledgeIndex
{
    public async Task UpdateAsync(Article article, CancellationToken ct)
    {
        var database = context.Database;
        await database.ExecuteSqlAsync($"DELETE FROM article_passages WHERE article_id = {article.Id}", ct);
        if (article.Published is { } shown)
        {
            var passages = ArticlePassages.Of(shown);
            var phrasings = string.Join('\n', shown.Phrasings);
            string?[] headings = [.. passages.Select(p => p.Heading)];
            string[] texts = [.. passages.Select(p => p.Text)];
            await database.ExecuteSqlAsync(
                $"""
                 INSERT INTO article_passages (article_id, position, slug, language, title, phrasings, heading, body)
                 SELECT {article.Id}, piece.position, {article.Slug}, {article.Language}, {shown.Title}, {phrasings}, piece.heading, piece.body
                 FROM unnest({headings}, {texts}) WITH ORDINALITY AS piece(heading, body, position)
                 """,
                ct);
        }

        // Two articles published at once in one language: the second one counts the words of both.
        await database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('article_words:' || {article.Language}))", ct);
        await database.ExecuteSqlAsync($"DELETE FROM article_words WHERE language = {article.Language}", ct);
        await database.ExecuteSqlAsync(
            $"""
             INSERT INTO article_words (language, word, passages)
             SELECT {article.Language}, word, ndoc FROM ts_stat(format('SELECT search FROM article_passages WHERE language = %L', {article.Language}))
             """,
            ct);
    }

    public async Task<IReadOnlyList<FoundPassage>> SearchAsync(string text, string language, int limit, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>(
            $"""
             WITH passages AS (
                 SELECT count(*) AS total FROM article_passages WHERE language = {language}
             ), asked AS (
                 SELECT DISTINCT word FROM unnest(tsvector_to_array(to_tsvector(knowledge_config({language}), {text}))) AS word
             ), meant AS (
                 SELECT asked.word, coalesce(known.word, alike.word) AS term, coalesce(known.passages, alike.passages, 0) AS passages,
                     CASE WHEN known.word IS NULL THEN 0.8 ELSE 1.0 END AS trust
                 FROM asked
                     LEFT JOIN article_words known ON known.language = {language} AND known.word = asked.word
                     LEFT JOIN LATERAL (
                         SELECT w.word, w.passages FROM article_words w
                         WHERE known.word IS NULL AND length(asked.word) > 3 AND w.language = {language} AND similarity(w.word, asked.word) >= 0.36
                         ORDER BY similarity(w.word, asked.word) DESC, w.passages DESC LIMIT 1) alike ON true
             ), weighed AS (
                 SELECT plainto_tsquery('simple', term) AS anywhere,
                     to_tsquery('simple', quote_literal(replace(term, '\', '')) || ':A') AS in_title,
                     term, trust, ln(1 + total / (1.0 + meant.passages)) AS weight
                 FROM meant, passages
             ), matched AS (
                 SELECT p.article_id, p.position, sum(w.weight * w.trust) AS found, sum(w.weight * w.trust) FILTER (WHERE p.search @@ w.in_title) AS in_title
                 FROM article_passages p JOIN weighed w ON w.term IS NOT NULL AND p.search @@ w.anywhere
                 WHERE p.language = {language}
                 GROUP BY p.article_id, p.position
             ), ranked AS (
                 SELECT m.*, (0.5 * m.found + 0.5 * coalesce(m.in_title, 0)) / (SELECT sum(weight) FROM weighed) AS confidence,
                     row_number() OVER (PARTITION BY m.article_id ORDER BY m.found DESC, m.position) AS place
                 FROM matched m
             )
             SELECT p.slug AS "Slug", p.language AS "Language", p.title AS "Title", p.heading AS "Heading", p.body AS "Text",
                 r.confidence::double precision AS "Confidence"
             FROM ranked r JOIN article_passages p ON p.article_id = r.article_id AND p.position = r.position
             WHERE r.place = 1
             ORDER BY r.confidence DESC, p.slug
             LIMIT {limit}
             """).ToListAsync(ct);
        return [.. rows.Select(r => new FoundPassage(r.Slug, r.Language, r.Title, r.Heading, r.Text, r.Confidence))];
    }

    private sealed record Row(string Slug, string Language, string Title, string? Heading, string Text, double Confidence);
}
