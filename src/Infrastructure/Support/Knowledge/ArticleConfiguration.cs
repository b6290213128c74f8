using EzSolutions.Domain.Support.Knowledge;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Support.Knowledge;

internal sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.Property(a => a.Slug).HasMaxLength(100);
        builder.Property(a => a.Language).HasMaxLength(2);
        builder.Property(a => a.Category).HasMaxLength(Article.MaxCategoryLength);
        builder.HasIndex(a => new { a.Slug, a.Language }).IsUnique();
        builder.HasIndex(a => new { a.State, a.Language });
        builder.Ignore(a => a.Latest);
        builder.Ignore(a => a.Published);
        builder.HasMany(a => a.Versions).WithOne().HasForeignKey(v => v.ArticleId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(a => a.Versions).AutoInclude();
    }
}

internal sealed class ArticleVersionConfiguration : IEntityTypeConfiguration<ArticleVersion>
{
    public void Configure(EntityTypeBuilder<ArticleVersion> builder)
    {
        builder.ToTable("article_versions");
        builder.Property(v => v.Title).HasMaxLength(ArticleText.MaxTitleLength);
        builder.Property(v => v.Editor).HasMaxLength(120);
        builder.HasIndex(v => new { v.ArticleId, v.Number }).IsUnique();
    }
}

internal sealed class ArticleVoteConfiguration : IEntityTypeConfiguration<ArticleVote>
{
    public void Configure(EntityTypeBuilder<ArticleVote> builder)
    {
        builder.ToTable("article_votes");
        builder.Property(v => v.Reader).HasMaxLength(100);
        builder.HasIndex(v => new { v.ArticleId, v.Reader }).IsUnique();
        builder.HasOne<Article>().WithMany().HasForeignKey(v => v.ArticleId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UnansweredQuestionConfiguration : IEntityTypeConfiguration<UnansweredQuestion>
{
    public void Configure(EntityTypeBuilder<UnansweredQuestion> builder)
    {
        builder.ToTable("unanswered_questions");
        builder.Property(q => q.Text).HasMaxLength(UnansweredQuestion.MaxLength);
        builder.Property(q => q.Key).HasMaxLength(UnansweredQuestion.MaxLength);
        builder.Property(q => q.Language).HasMaxLength(2);
        builder.HasIndex(q => new { q.Key, q.Language }).IsUnique();
        builder.HasIndex(q => new { q.State, q.LastAskedAt });
        builder.HasOne<Article>().WithMany().HasForeignKey(q => q.ArticleId).OnDelete(DeleteBehavior.SetNull);
    }
}
