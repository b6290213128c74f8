import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { BackIcon } from '../shell/icons';
import classes from './ArticlePane.module.css';

interface PaneHeadProps {
  readonly title: string;
  readonly facts: ReactNode;
  readonly onBack: (() => void) | null;
  /** What can be done with it. */
  readonly children: ReactNode;
}

export function PaneHead({ title, facts, onBack, children }: PaneHeadProps) {
  return (
    <div className={classes.head}>
      {onBack && (
        <ActionIcon size={36} aria-label="Back to the list" onClick={onBack}>
          <BackIcon size={20} />
        </ActionIcon>
      )}
      <div className={classes.what}>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.facts}>{facts}</div>
      </div>
      <div className={classes.actions} role="group" aria-label="Article actions">
        {children}
      </div>
    </div>
  );
}
