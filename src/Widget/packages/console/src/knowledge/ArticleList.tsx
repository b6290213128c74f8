import { ActionIcon, Button, Loader, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import type { ArticleFilter, ArticleState, ArticleSummary } from '../api/knowledge';
import { useDesk } from '../shell/desk';
import { EmptyState } from '../shell/EmptyState';
import { BookIcon, CloseIcon, PlusIcon, SearchIcon } from '../shell/icons';
import { ArticleRow } from './ArticleRow';
import { languageName, languages } from './languages';
import classes from './ArticleList.module.css';

interface ArticleListProps {
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** `language/slug`, or `new`. */
  readonly selected: string | null;
  readonly onSelect: (article: string) => void;
}

export function ArticleList({ searchField, selected, onSelect }: ArticleListProps) {
  const { api } = useDesk();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const [state, setState] = useState<ArticleState | ''>('');
  const [lang, setLang] = useState('');
  const [category, setCategory] = useState('');
  const filter: ArticleFilter = { search: settled, state, lang, category };
  const filtered = settled !== '' || state !== '' || lang !== '' || category !== '';
  const categories = useQuery({ queryKey: ['categories'], queryFn: () => api.knowledge.categories() });
  const list = useInfiniteQuery({
    queryKey: ['articles', filter],
    queryFn: ({ pageParam }) => api.knowledge.articles(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: (before) => before,
  });
  const articles = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <div className={classes.tools}>
        <TextInput
          ref={searchField}
          type="search"
          aria-label="Search the articles"
          placeholder="Search title or text"
          radius="md"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          leftSection={<SearchIcon size={16} />}
          rightSection={
            search !== '' && (
              <ActionIcon size="sm" aria-label="Clear the search" onClick={() => setSearch('')}>
                <CloseIcon size={14} />
              </ActionIcon>
            )
          }
          className={classes.search}
        />
        <ActionIcon size={36} variant="filled" color="teal" aria-label="Write a new article" title="Write a new article" onClick={() => onSelect('new')}>
          <PlusIcon size={18} />
        </ActionIcon>
      </div>
      <div className={classes.filters}>
        <NativeSelect
          size="xs"
          aria-label="Filter by state"
          value={state}
          onChange={(e) => setState(e.currentTarget.value as ArticleState | '')}
          data={[
            { value: '', label: 'Any state' },
            { value: 'published', label: 'Published' },
            { value: 'draft', label: 'Drafts' },
            { value: 'archived', label: 'Taken back' },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label="Filter by language"
          value={lang}
          onChange={(e) => setLang(e.currentTarget.value)}
          data={[{ value: '', label: 'Any language' }, ...languages.map((value) => ({ value, label: languageName(value) }))]}
        />
        <NativeSelect
          size="xs"
          aria-label="Filter by category"
          className={classes.category}
          value={category}
          onChange={(e) => setCategory(e.currentTarget.value)}
          data={[
            { value: '', label: 'All categories' },
            ...(categories.data ?? []).map((c) => ({ value: c.category, label: `${c.category} (${c.articles})` })),
          ]}
        />
      </div>
      <div className={classes.scroll} aria-busy={list.isFetching}>
        {list.isError ? (
          <EmptyState title="The articles could not be loaded" text={list.error.message}>
            <Button size="xs" variant="default" onClick={() => void list.refetch()}>
              Try again
            </Button>
          </EmptyState>
        ) : list.isPending ? (
          <Loader type="dots" m="lg" aria-label="Loading the articles" />
        ) : articles.length === 0 ? (
          <NoArticles filtered={filtered} />
        ) : (
          <Groups articles={articles} selected={selected} onSelect={onSelect} />
        )}
        {list.hasNextPage && (
          <Button size="xs" variant="subtle" m="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </>
  );
}

function Groups({ articles, selected, onSelect }: Pick<ArticleListProps, 'selected' | 'onSelect'> & { articles: readonly ArticleSummary[] }) {
  // They come by category.
  const categories = [...new Set(articles.map((a) => a.category))];
  return categories.map((category) => (
    <section key={category} aria-label={category}>
      <h3 className={classes.heading}>{category}</h3>
      <ul className={classes.rows}>
        {articles
          .filter((a) => a.category === category)
          .map((article) => (
            <ArticleRow key={article.id} article={article} selected={selected === `${article.language}/${article.slug}`} onSelect={onSelect} />
          ))}
      </ul>
    </section>
  ));
}

function NoArticles({ filtered }: { filtered: boolean }) {
  const { api } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (filtered) return <EmptyState icon={BookIcon} title="Nothing found" text="No article matches what you are looking for." />;

  async function add() {
    setBusy(true);
    try {
      const { added } = await api.knowledge.addStarterArticles();
      await Promise.all([queries.invalidateQueries({ queryKey: ['articles'] }), queries.invalidateQueries({ queryKey: ['categories'] })]);
      notifications.show({ title: 'Starter articles added', message: `${added} articles are published. Change them as you like.` });
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not added', message: error instanceof Error ? error.message : '' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <EmptyState
      icon={BookIcon}
      title="No help articles yet"
      text="What stands here is what the help page shows and the bot answers with. Write your own, or start with those that come with the product."
    >
      <Text size="sm" component="div" mt="xs">
        <Button size="xs" variant="default" loading={busy} onClick={() => void add()}>
          Add the starter articles
        </Button>
      </Text>
    </EmptyState>
  );
}
