import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { Brand } from '../shell/Brand';
import { EmptyState } from '../shell/EmptyState';
import { BookIcon } from '../shell/icons';
import { usePlace } from '../shell/location';
import { useShortcuts } from '../shell/useShortcuts';
import type { RoomFrame } from '../shell/Workspace';
import classes from '../shell/Workspace.module.css';
import { ArticleList } from './ArticleList';
import { ArticlePane } from './ArticlePane';
import { KnowledgeNav } from './KnowledgeNav';
import { NewArticlePane } from './NewArticlePane';
import { Questions } from './Questions';

/** Where staff write what the help page and the bot answer with, and see what nobody could answer. */
export function KnowledgeRoom({ side, menu, onHelp }: RoomFrame) {
  const [place, go] = usePlace();
  const phone = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false }) ?? false;
  const searchField = useRef<HTMLInputElement>(null);
  const articles = place.room === 'articles';
  const title = articles ? 'Help articles' : 'Unanswered questions';
  useDocumentTitle(`${title} · EZ Console`);
  useShortcuts({
    '/': () => searchField.current?.focus(),
    '?': onHelp,
    Escape: () => go({ article: null }),
  });

  const back = phone ? () => go({ article: null }) : null;
  const ListPane = phone || !articles ? 'main' : 'section';
  return (
    <div className={classes.desk} data-room={place.room}>
      {side}
      {(!phone || !articles || !place.article) && (
        <ListPane className={classes.list} aria-label={title}>
          {side ? (
            <h2 className={classes.listTitle}>{title}</h2>
          ) : (
            <>
              <h2 className="ez-visually-hidden">{title}</h2>
              <div className={classes.listTop}>
                <Brand />
                {menu}
              </div>
              <KnowledgeNav room={place.room} layout="row" onSelect={(room) => go({ room, article: null })} />
            </>
          )}
          {articles ? (
            <ArticleList
              searchField={searchField}
              selected={place.article}
              onSelect={(article) => go({ article, from: null, into: null })}
            />
          ) : (
            <Questions onWrite={(question) => go({ room: 'articles', article: 'new', from: `question:${question.id}`, into: question.language })} />
          )}
        </ListPane>
      )}
      {articles && (!phone || place.article) && (
        <main className={classes.main}>
          {place.article === 'new' ? (
            <NewArticlePane key={`${place.from}:${place.into}`} from={place.from} into={place.into} onBack={back} go={go} />
          ) : place.article ? (
            <ArticlePane key={place.article} id={place.article} onBack={back} go={go} />
          ) : (
            <div className={classes.nothing}>
              <EmptyState icon={BookIcon} title="Pick an article" text="Choose one from the list to read or change it, or write a new one." />
            </div>
          )}
        </main>
      )}
    </div>
  );
}
