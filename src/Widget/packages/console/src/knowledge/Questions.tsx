import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QuestionState, UnansweredQuestion } from '../api/knowledge';
import { useDesk } from '../shell/desk';
import { EmptyState } from '../shell/EmptyState';
import { QuestionIcon } from '../shell/icons';
import { fullTime, waited } from '../shell/time';
import { useNow } from '../shell/useNow';
import { Loaded } from '../team/Loaded';
import { languageName } from './languages';
import classes from './Questions.module.css';

interface QuestionsProps {
  readonly onWrite: (question: UnansweredQuestion) => void;
}

const empty: Readonly<Record<QuestionState, readonly [title: string, text: string]>> = {
  open: ['Nothing is unanswered', 'What people ask the help page or the bot, and no article answers, shows up here.'],
  answered: ['Nothing answered yet', 'Questions that an article answers by now are kept here.'],
  dismissed: ['Nothing dismissed', 'Questions that were left aside are kept here.'],
};

/** What people asked and no article answered: the list of what to write next. */
export function Questions({ onWrite }: QuestionsProps) {
  const { api } = useDesk();
  const [state, setState] = useState<QuestionState>('open');
  const questions = useQuery({ queryKey: ['questions', state], queryFn: () => api.knowledge.questions(state), staleTime: 0 });
  const [title, text] = empty[state];
  return (
    <div className={classes.page}>
      <SegmentedControl
        aria-label="Which questions"
        size="xs"
        value={state}
        onChange={(next) => setState(next as QuestionState)}
        data={[
          { value: 'open', label: 'Open' },
          { value: 'answered', label: 'Answered' },
          { value: 'dismissed', label: 'Dismissed' },
        ]}
      />
      <Loaded query={questions} what="The questions">
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={QuestionIcon} title={title} text={text} />
          ) : (
            <ul className={classes.list} aria-label="Questions">
              {data.map((question) => (
                <QuestionRow key={question.id} question={question} onWrite={onWrite} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function QuestionRow({ question, onWrite }: QuestionsProps & { readonly question: UnansweredQuestion }) {
  const { api } = useDesk();
  const queries = useQueryClient();
  const now = useNow();
  const [naming, setNaming] = useState(false);
  const [busy, setBusy] = useState(false);

  async function settle(work: () => Promise<void>, said: string) {
    setBusy(true);
    try {
      await work();
      notifications.show({ title: said, message: question.text });
    } catch (error) {
      notifications.show({ color: 'red', title: 'That did not work', message: error instanceof Error ? error.message : '' });
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['questions'] });
    }
  }

  return (
    <li className={classes.question}>
      <p className={classes.text}>{question.text}</p>
      <p className={classes.facts}>
        <span>{question.times === 1 ? 'Asked once' : `Asked ${question.times} times`}</span>
        <span title={fullTime(question.lastAskedAt)}>{lastAsked(question.lastAskedAt, now)}</span>
        <span>{languageName(question.language)}</span>
        {question.article && <span>Answered by {question.article}</span>}
      </p>
      <div className={classes.actions} role="group" aria-label={`Actions for “${question.text}”`}>
        {question.state === 'open' ? (
          <>
            <Button size="xs" disabled={busy} onClick={() => onWrite(question)}>
              Write an article from this
            </Button>
            <Button size="xs" variant="default" disabled={busy} aria-expanded={naming} onClick={() => setNaming(!naming)}>
              An article answers it
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              disabled={busy}
              onClick={() => void settle(() => api.knowledge.settle(question.id, 'dismiss'), 'Dismissed')}
            >
              Dismiss
            </Button>
          </>
        ) : (
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => void settle(() => api.knowledge.settle(question.id, 'reopen'), 'Open again')}
          >
            Open again
          </Button>
        )}
      </div>
      {naming && question.state === 'open' && (
        <NameArticle
          busy={busy}
          onName={(slug) => void settle(() => api.knowledge.answer(question.id, slug), 'From now on the article is found by it')}
        />
      )}
    </li>
  );
}

function lastAsked(at: string, now: number): string {
  const age = waited(at, now);
  return `last asked ${/^\d+ /.test(age) ? `${age} ago` : age}`;
}

function NameArticle({ busy, onName }: { busy: boolean; onName: (slug: string) => void }) {
  const { api } = useDesk();
  const articles = useQuery({ queryKey: ['articles', { state: 'published' }], queryFn: () => api.knowledge.articles({ state: 'published' }) });
  const [slug, setSlug] = useState('');
  return (
    <form
      className={classes.naming}
      onSubmit={(event) => {
        event.preventDefault();
        onName(slug);
      }}
    >
      <Loaded query={articles} what="The articles">
        {(page) => (
          <NativeSelect
            aria-label="The article that answers it"
            size="xs"
            className={classes.choice}
            value={slug}
            onChange={(e) => setSlug(e.currentTarget.value)}
            data={[
              { value: '', label: 'Choose the article' },
              ...[...new Map(page.items.map((a) => [a.slug, a.title]))].map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </Loaded>
      <Button type="submit" size="xs" disabled={slug === '' || busy}>
        That one
      </Button>
    </form>
  );
}
