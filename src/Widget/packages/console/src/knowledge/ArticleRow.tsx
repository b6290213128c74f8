import { useEffect, useRef } from 'react';
import type { ArticleSummary } from '../api/knowledge';
import { Tag } from '../shell/Tag';
import { Helpfulness } from './Helpfulness';
import { languageName } from './languages';
import { stateOf } from './state';
import classes from './ArticleList.module.css';

interface ArticleRowProps {
  readonly article: ArticleSummary;
  readonly selected: boolean;
  readonly onSelect: (article: string) => void;
}

export function ArticleRow({ article, selected, onSelect }: ArticleRowProps) {
  const state = stateOf(article);
  const row = useRef<HTMLButtonElement>(null);

  // The open one may stand far down, if it was come to by a link.
  useEffect(() => {
    if (selected) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);

  return (
    <li>
      <button
        ref={row}
        type="button"
        className={classes.row}
        aria-current={selected ? 'true' : undefined}
        onClick={() => onSelect(`${article.language}/${article.slug}`)}
      >
        <span className={classes.title}>{article.title}</span>
        <span className={classes.facts}>
          {/* Most are published: that one goes without saying. */}
          {state.tone !== 'good' && (
            <Tag tone={state.tone} hint={state.hint}>
              {state.label}
            </Tag>
          )}
          <span>{languageName(article.language)}</span>
          <Helpfulness article={article} />
        </span>
      </button>
    </li>
  );
}
