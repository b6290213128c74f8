import type { Entry } from '@ez/protocol';
import { memo } from 'react';
import { BotIcon, LockIcon } from '../shell/icons';
import { PersonAvatar } from '../shell/PersonAvatar';
import { clockTime, fullTime } from '../shell/time';
import type { Delivery } from '../api/types';
import { CardView } from './CardView';
import { DeliveryLine, isStuck, ReadLine } from './DeliveryLine';
import type { ShownEntry } from './entryLog';
import { LinkedText } from './LinkedText';
import classes from './EntryLine.module.css';

interface EntryLineProps {
  readonly line: ShownEntry;
  /** The line before is by the same author, moments ago: no need to say the name again. */
  readonly continued: boolean;
  readonly customerName: string;
  readonly customerSeed: string;
  /** Where the entry goes to an outside channel. */
  readonly delivery?: Delivery | undefined;
  /** The customer has seen up to here. */
  readonly read: boolean;
  readonly onSendAgain: (entryId: string) => void;
}

export const EntryLine = memo(function EntryLine(props: EntryLineProps) {
  const { line, continued, customerName, customerSeed, delivery, read, onSendAgain } = props;
  const { entry, shown } = line;
  if (shown.kind === 'event') {
    return (
      <div className={classes.event}>
        <span dir="auto">
          <LinkedText text={shown.text ?? ''} />
        </span>{' '}
        <Stamp entry={entry} />
        {delivery && isStuck(delivery) && <DeliveryLine delivery={delivery} onSendAgain={onSendAgain} />}
      </div>
    );
  }
  if (shown.kind === 'note') {
    return (
      <div className={classes.note}>
        <div className={classes.noteTop}>
          <LockIcon size={14} />
          <span>Internal note</span>
          <span className={classes.noteAuthor}>{shown.author.name}</span>
          <Stamp entry={entry} />
        </div>
        <Body entry={shown} />
      </div>
    );
  }
  const side = shown.author.kind === 'customer' ? 'theirs' : 'ours';
  const name = shown.author.kind === 'customer' ? customerName : authorName(shown);
  return (
    <div className={classes.line} data-side={side} data-author={shown.author.kind} data-continued={continued}>
      <span className={classes.avatar}>
        {!continued && <AuthorAvatar entry={shown} name={name} customerSeed={customerSeed} />}
      </span>
      <div className={classes.column}>
        {continued ? (
          <span className="ez-visually-hidden">{name}</span>
        ) : (
          <div className={classes.top}>
            <span className={classes.name} dir="auto">{name}</span>
            <Stamp entry={entry} />
            {line.updates > 0 && (
              <span className={classes.updated} title={fullTime(shown.createdAt)}>
                updated {clockTime(shown.createdAt)}
              </span>
            )}
          </div>
        )}
        <div className={classes.bubble} data-card={shown.kind === 'card'}>
          <Body entry={shown} />
        </div>
        {delivery ? <DeliveryLine delivery={delivery} onSendAgain={onSendAgain} /> : read && <ReadLine />}
      </div>
    </div>
  );
});

function Body({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.text && (
        <p className={classes.text} dir="auto">
          <LinkedText text={entry.text} />
        </p>
      )}
      {entry.card && <CardView card={entry.card} />}
    </>
  );
}

function authorName(entry: Entry): string {
  if (entry.author.kind === 'bot') return entry.author.name || 'Bot';
  return entry.author.name || (entry.author.kind === 'staff' ? 'Staff' : 'System');
}

function AuthorAvatar({ entry, name, customerSeed }: { entry: Entry; name: string; customerSeed: string }) {
  if (entry.author.kind === 'bot' || entry.author.kind === 'system') {
    return (
      <span className={classes.machine} data-author={entry.author.kind} aria-hidden="true">
        <BotIcon size={17} />
      </span>
    );
  }
  return <PersonAvatar name={name} seed={entry.author.kind === 'customer' ? customerSeed : name} size={30} />;
}

function Stamp({ entry }: { entry: Entry }) {
  return (
    <time className={classes.time} dateTime={entry.createdAt} title={fullTime(entry.createdAt)}>
      {clockTime(entry.createdAt)}
    </time>
  );
}
