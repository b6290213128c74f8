import { memo } from 'react';
import { topicNames } from '../api/handoff';
import type { ConversationSummary } from '../api/types';
import { ChannelIcon } from '../shell/ChannelIcon';
import { BotIcon, ClockIcon, PersonIcon } from '../shell/icons';
import { assuranceText, channelName, customerName } from '../shell/people';
import { PersonAvatar } from '../shell/PersonAvatar';
import { Tag } from '../shell/Tag';
import { fullTime, shortAge, waited } from '../shell/time';
import classes from './ConversationRow.module.css';

interface ConversationRowProps {
  readonly summary: ConversationSummary;
  readonly now: number;
  readonly selected: boolean;
  readonly unread: boolean;
  /** In search results conversations of all views stand side by side, so each says where it is. */
  readonly showState: boolean;
  readonly staffId: string;
  readonly onSelect: (id: string) => void;
}

export const ConversationRow = memo(function ConversationRow({
  summary,
  now,
  selected,
  unread,
  showState,
  staffId,
  onSelect,
}: ConversationRowProps) {
  const name = customerName(summary);
  const assurance = assuranceText[summary.assurance];
  const waiting = summary.state === 'open' && summary.owner.kind !== 'bot' && summary.waitingSince;
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={selected ? 'true' : undefined}
        data-unread={unread}
        onClick={() => onSelect(summary.id)}
      >
        <span className={classes.avatar}>
          <PersonAvatar name={name} seed={summary.customer?.id ?? summary.id} />
          <span className={classes.channel} title={channelName(summary.channel)}>
            <ChannelIcon channel={summary.channel} size={12} />
            <span className="ez-visually-hidden">{`, by ${channelName(summary.channel)}`}</span>
          </span>
        </span>
        <span className={classes.body}>
          <span className={classes.top}>
            <span className={classes.name} dir="auto">{name}</span>
            <time className={classes.age} dateTime={summary.lastActivityAt} title={fullTime(summary.lastActivityAt)}>
              {shortAge(summary.lastActivityAt, now)}
            </time>
          </span>
          <span className={classes.middle}>
            <span className={classes.line} dir="auto">{lastLine(summary)}</span>
            {unread && (
              <span className={classes.dot}>
                <span className="ez-visually-hidden">Unread</span>
              </span>
            )}
          </span>
          <span className={classes.tags}>
            {assurance && (
              <Tag tone={assurance.tone} hint={assurance.meaning}>
                {assurance.label}
              </Tag>
            )}
            {waiting && (
              <span className={classes.waiting} title={`Waiting since ${fullTime(waiting)}`}>
                <ClockIcon size={13} />
                <span className="ez-visually-hidden">Waiting </span>
                {waited(waiting, now)}
              </span>
            )}
            {waiting && summary.topic && summary.topic !== 'general' && (
              <Tag tone="busy" hint="What they want a person for">
                {topicNames[summary.topic]}
              </Tag>
            )}
            {!waiting && <OwnerTag summary={summary} showState={showState} staffId={staffId} />}
          </span>
        </span>
      </button>
    </li>
  );
});

function OwnerTag({ summary, showState, staffId }: Pick<ConversationRowProps, 'summary' | 'showState' | 'staffId'>) {
  if (summary.state === 'resolved') return showState ? <span className={classes.owner}>Resolved</span> : null;
  if (summary.owner.kind === 'bot') {
    return showState ? (
      <span className={classes.owner}>
        <BotIcon size={13} /> Bot
      </span>
    ) : null;
  }
  if (summary.owner.staffId === staffId && !showState) return null;
  return summary.owner.name ? (
    <span className={classes.owner}>
      <PersonIcon size={13} /> {summary.owner.staffId === staffId ? 'You' : summary.owner.name}
    </span>
  ) : null;
}

function lastLine(summary: ConversationSummary): string {
  const last = summary.lastEntry;
  if (!last) return summary.subject ?? 'No messages yet';
  const text = last.text?.trim() || (last.kind === 'card' ? 'Card' : '…');
  // What the system notes down (why a person is wanted) is the very line to choose by.
  if (last.kind === 'note') return last.author.kind === 'system' ? text : `Note: ${text}`;
  switch (last.author.kind) {
    case 'bot':
      return `Bot: ${text}`;
    case 'staff':
      return `${last.author.name || 'Staff'}: ${text}`;
    default:
      return text;
  }
}
