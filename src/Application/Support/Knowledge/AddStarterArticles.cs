using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>The articles that come with the product.</summary>
public interface IStarterArticles
{
    IReadOnlyList<StarterArticle> All { get; }
}

public sealed record StarterArticle(string Slug, string Language, ArticleInput Article);

/// <summary>Publishes the articles that come with the product; one whose slug is there already is left as it is. Answers how many were added.</summary>
[Access(Audience.Staff | Audience.System, Roles = [StaffRole.Support])]
public sealed record AddStarterArticles : ICommand<int>;

internal sealed class AddStarterArticlesHandler(IStore store, IIdGenerator ids, TimeProvider time, IStarterArticles starters, IKnowledgeIndex index)
    : IRequestHandler<AddStarterArticles, Result<int>>
{
    private const string Editor = "EZ Solutions";

    public async Task<Result<int>> Handle(AddStarterArticles request, CancellationToken cancellationToken)
    {
        var known = await store.ListAsync(store.Query<Article>().Select(a => new { a.Slug, a.Language }), cancellationToken);
        var added = starters.All.Where(s => !known.Exists(k => k.Slug == s.Slug && k.Language == s.Language)).Select(Publish).ToList();
        added.ForEach(store.Add);
        await store.FlushAsync(cancellationToken);
        foreach (var article in added)
            await index.UpdateAsync(article, cancellationToken);
        return added.Count;
    }

    private Article Publish(StarterArticle starter)
    {
        var now = time.GetUtcNow();
        var article = Article.Draft(
            ids.NewId(), starter.Slug, starter.Language, starter.Article.Category, ids.NewId(), starter.Article.Text(), Editor, now);
        article.Publish(version: null, now);
        return article;
    }
}
