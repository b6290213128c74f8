import { Tooltip } from '@mantine/core';
import classes from './Tag.module.css';

/** What a state means to the reader: fine, under way, needs a look, wrong, over. */
export type Tone = 'good' | 'busy' | 'look' | 'bad' | 'over';

export function Tag({ tone, children, hint }: { tone: Tone; children: string; hint?: string }) {
  const tag = (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
  return hint ? <Tooltip label={hint}>{tag}</Tooltip> : tag;
}
