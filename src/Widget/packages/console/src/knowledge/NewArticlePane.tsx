import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../shell/desk';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import type { Go } from '../shell/location';
import { useLeaveGuard } from '../shell/useLeaveGuard';
import { Loaded } from '../team/Loaded';
import { draftOf, emptyDraft, isComplete, sameDraft, slugOf, wordsOf, type Draft } from './draft';
import { Editor, type EditorTab } from './Editor';
import { languageName } from './languages';
import { PaneHead } from './PaneHead';
import classes from './ArticlePane.module.css';

interface NewArticlePaneProps {
  /** `question:<id>`, or the `language/slug` it will be a translation of. */
  readonly from: string | null;
  /** The language it will be in. */
  readonly into: string | null;
  readonly onBack: (() => void) | null;
  readonly go: Go;
}

/** An article that is not there yet: from nothing, from a question nobody answered, or from its wording in another language. */
export function NewArticlePane({ from, into, onBack, go }: NewArticlePaneProps) {
  const { api } = useDesk();
  const language = into ?? emptyDraft.language;
  const start = useQuery({
    queryKey: ['new-article', from, into],
    queryFn: async (): Promise<Draft> => {
      if (from === null) return { ...emptyDraft, language };
      const [kind, id = ''] = from.split(':');
      if (kind === 'question') {
        const question = (await api.knowledge.questions('open')).find((q) => q.id === id);
        return { ...emptyDraft, language, phrasings: question?.text ?? '' };
      }
      const [source = '', slug = ''] = from.split('/');
      return { ...draftOf(await api.knowledge.article(source, slug)), language, phrasings: '' };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <div className={classes.pane}>
      <div className={start.data ? classes.whole : classes.loading}>
        <Loaded query={start} what="The article">
          {(data) => <Form start={data} from={from} onBack={onBack} go={go} />}
        </Loaded>
      </div>
    </div>
  );
}

function Form({ start, from, onBack, go }: Pick<NewArticlePaneProps, 'from' | 'onBack' | 'go'> & { readonly start: Draft }) {
  const { api } = useDesk();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [slugChosen, setSlugChosen] = useState(start.slug !== '');
  const [tab, setTab] = useState<EditorTab>('write');
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const guard = useLeaveGuard(!sameDraft(draft, start));
  const questionId = from?.startsWith('question:') ? from.slice('question:'.length) : null;
  const source = from && !questionId ? from.split('/')[0] : null;

  function change(next: Draft) {
    if (next.slug !== draft.slug) setSlugChosen(true);
    const named = next.slug !== draft.slug || slugChosen ? next : { ...next, slug: slugOf(next.title) };
    setDraft(named);
  }

  async function create(publish: boolean) {
    setBusy(publish ? 'publish' : 'save');
    setTrouble(null);
    try {
      const { slug, language } = draft;
      let article = await api.knowledge.create(slug, language, wordsOf(draft));
      if (publish) article = await api.knowledge.publish(language, slug, article.latestVersion);
      if (questionId) await api.knowledge.answer(questionId, slug);
      for (const key of ['articles', 'categories', 'questions', 'new-article']) void queries.invalidateQueries({ queryKey: [key] });
      notifications.show({ title: publish ? 'Published' : 'Saved as a draft', message: article.title });
      guard.release();
      go({ article: `${language}/${slug}`, from: null, into: null });
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'Something went wrong.');
    } finally {
      setBusy(null);
    }
  }

  return (
    <>
      <PaneHead
        title={source ? `Translation into ${languageName(draft.language)}` : 'New article'}
        onBack={onBack}
        facts={
          <span>
            {source
              ? `It starts with the words in ${languageName(source)}; write yours over them.`
              : questionId
                ? `Answers “${start.phrasings}”`
                : 'A draft until you publish it.'}
          </span>
        }
      >
        <Button size="xs" variant="default" loading={busy === 'save'} disabled={busy !== null || !isComplete(draft)} onClick={() => void create(false)}>
          Save draft
        </Button>
        <Button size="xs" loading={busy === 'publish'} disabled={busy !== null || !isComplete(draft)} onClick={() => void create(true)}>
          Publish
        </Button>
      </PaneHead>
      <Editor draft={draft} onChange={change} isNew={!source} tab={tab} onTab={setTab} trouble={trouble} versions={null} />
      <ConfirmDialog question={guard.question} onClose={guard.stay} />
    </>
  );
}
