import { Button, Menu, ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article, ArticleSummary } from '../api/knowledge';
import { ApiError } from '../api/problem';
import { ConfirmDialog, type Question } from '../shell/ConfirmDialog';
import { useDesk } from '../shell/desk';
import { GlobeIcon, LinkIcon, MoreIcon, ReturnIcon } from '../shell/icons';
import type { Go } from '../shell/location';
import { Tag } from '../shell/Tag';
import { fullTime } from '../shell/time';
import { useLeaveGuard } from '../shell/useLeaveGuard';
import { Loaded } from '../team/Loaded';
import { draftOf, isComplete, sameDraft, wordsOf, type Draft } from './draft';
import { Editor, type EditorTab } from './Editor';
import { Helpfulness } from './Helpfulness';
import { languageName, languages } from './languages';
import { PaneHead } from './PaneHead';
import { stateOf } from './state';
import { Versions } from './Versions';
import classes from './ArticlePane.module.css';

interface ArticlePaneProps {
  /** `language/slug`. */
  readonly id: string;
  readonly onBack: (() => void) | null;
  readonly go: Go;
}

/** One article: its words, how they look, what they were before, and whether readers see them. */
export function ArticlePane({ id, onBack, go }: ArticlePaneProps) {
  const { api } = useDesk();
  const [language = '', slug = ''] = id.split('/');
  const article = useQuery({
    queryKey: ['article', id],
    queryFn: () => api.knowledge.article(language, slug),
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const translations = useQuery({ queryKey: ['articles', { slug }], queryFn: () => api.knowledge.articles({ slug }) });
  return (
    <div className={classes.pane}>
      <div className={article.data ? classes.whole : classes.loading}>
        <Loaded query={article} what="The article">
          {(data) => <Form article={data} translations={translations.data?.items ?? []} onBack={onBack} go={go} />}
        </Loaded>
      </div>
    </div>
  );
}

interface FormProps extends Omit<ArticlePaneProps, 'id'> {
  readonly article: Article;
  readonly translations: readonly ArticleSummary[];
}

function Form({ article, translations, onBack, go }: FormProps) {
  const { api } = useDesk();
  const queries = useQueryClient();
  const { slug, language } = article;
  const id = `${language}/${slug}`;
  const [draft, setDraft] = useState(() => draftOf(article));
  /** What is being changed; a colleague may have written a newer one meanwhile. */
  const [base, setBase] = useState(article);
  const [tab, setTab] = useState<EditorTab>('write');
  const [busy, setBusy] = useState<'save' | 'publish' | 'back' | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const unsaved = !sameDraft(draft, draftOf(base));
  const guard = useLeaveGuard(unsaved);
  const state = stateOf(article);

  function keep(saved: Article) {
    queries.setQueryData(['article', id], saved);
    setBase(saved);
    setDraft(draftOf(saved));
    void queries.invalidateQueries({ queryKey: ['articles'] });
    void queries.invalidateQueries({ queryKey: ['categories'] });
    void queries.invalidateQueries({ queryKey: ['versions', id] });
  }

  async function run(what: 'save' | 'publish' | 'back', work: () => Promise<Article>, said: string) {
    setBusy(what);
    setTrouble(null);
    try {
      keep(await work());
      notifications.show({ title: said, message: article.title });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'article_changed') await meetColleague(error.message);
      else setTrouble(error instanceof Error ? error.message : 'Something went wrong.');
    } finally {
      setBusy(null);
    }
  }

  /** One's own words stay in the form; saving again is then done knowingly. */
  async function meetColleague(message: string) {
    setTrouble(`${message} Saving again puts yours on top of it.`);
    setBase(await api.knowledge.article(language, slug));
    await queries.invalidateQueries({ queryKey: ['versions', id] });
    setTab('versions');
  }

  const saved = () => (unsaved ? api.knowledge.edit(language, slug, base.latestVersion, wordsOf(draft)) : Promise.resolve(base));
  const save = () => run('save', saved, 'Saved as a draft');
  const publish = () => run('publish', async () => api.knowledge.publish(language, slug, (await saved()).latestVersion), 'Published');
  const takeBack = () => run('back', () => api.knowledge.takeBack(language, slug), 'Taken back');
  const show = (version: number) => run('publish', () => api.knowledge.publish(language, slug, version), `Readers see version ${version} now`);

  const isPublished = article.state === 'published';
  const nothingNew = isPublished && article.publishedVersion === article.latestVersion && !unsaved;
  return (
    <>
      <PaneHead
        title={article.title}
        onBack={onBack}
        facts={
          <>
            <Tag tone={state.tone} hint={state.hint}>
              {state.label}
            </Tag>
            <span>{languageName(language)}</span>
            <Helpfulness article={article} />
            <span className={classes.changed}>Changed {fullTime(article.updatedAt)}</span>
          </>
        }
      >
        {unsaved && (
          <Button size="xs" variant="default" loading={busy === 'save'} disabled={busy !== null || !isComplete(draft)} onClick={() => void save()}>
            Save draft
          </Button>
        )}
        <Button size="xs" loading={busy === 'publish'} disabled={busy !== null || nothingNew || !isComplete(draft)} onClick={() => void publish()}>
          Publish
        </Button>
        <Menu position="bottom-end" width={240} shadow="md" radius="md">
          <Menu.Target>
            <ActionIcon size={30} aria-label="More actions">
              <MoreIcon size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {isPublished && (
              <>
                <Menu.Item component="a" href={`/help/${slug}?lang=${language}`} target="_blank" leftSection={<LinkIcon size={16} />}>
                  See its page
                </Menu.Item>
                <Menu.Item
                  leftSection={<ReturnIcon size={16} />}
                  onClick={() =>
                    setQuestion({
                      title: 'Take this article back?',
                      text: 'Readers and the bot no longer find it. Its versions stay, and it can be published again.',
                      yes: 'Take back',
                      run: () => void takeBack(),
                    })
                  }
                >
                  Take back
                </Menu.Item>
                <Menu.Divider />
              </>
            )}
            <Menu.Label>In other languages</Menu.Label>
            {translations
              .filter((t) => t.language !== language)
              .map((t) => (
                <Menu.Item key={t.id} leftSection={<GlobeIcon size={16} />} onClick={() => go({ article: `${t.language}/${slug}` })}>
                  {languageName(t.language)}: {t.title}
                </Menu.Item>
              ))}
            {languages
              .filter((l) => l !== language && !translations.some((t) => t.language === l))
              .slice(0, 5)
              .map((l) => (
                <Menu.Item key={l} c="dimmed" onClick={() => go({ article: 'new', from: id, into: l })}>
                  Translate into {languageName(l)}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </PaneHead>
      <Editor
        draft={draft}
        onChange={setDraft}
        isNew={false}
        tab={tab}
        onTab={setTab}
        trouble={trouble}
        versions={
          <Versions
            language={language}
            slug={slug}
            busy={busy !== null}
            onShow={(version) => void show(version)}
            onUse={(version) => {
              setDraft((now): Draft => draftOf({ ...now, ...version }));
              setTab('write');
            }}
          />
        }
      />
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
      <ConfirmDialog question={guard.question} onClose={guard.stay} />
    </>
  );
}
