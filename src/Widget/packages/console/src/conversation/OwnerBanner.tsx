import { Button } from '@mantine/core';
import type { ConversationSummary } from '../api/types';
import { BotIcon, CheckCircleIcon, ClockIcon, HandIcon, PersonIcon, ReopenIcon } from '../shell/icons';
import { takeOverLabel, type Permissions, type Standing } from './permissions';
import classes from './OwnerBanner.module.css';

interface ReplyBlockedProps {
  readonly permissions: Permissions;
  readonly summary: ConversationSummary;
  readonly busy: boolean;
  readonly onTakeOver: () => void;
  readonly onReopen: () => void;
}

/** Why no reply can be written now, and the button that changes it. */
export function ReplyBlocked({ permissions, summary, busy, onTakeOver, onReopen }: ReplyBlockedProps) {
  const { standing } = permissions;
  if (standing === 'mine') return null;
  const { icon: Icon, title, text } = explain(standing, summary);
  return (
    <div className={classes.banner} data-standing={standing} role="status">
      <span className={classes.icon}>
        <Icon size={18} />
      </span>
      <span className={classes.words}>
        <strong>{title}</strong> {text}
      </span>
      {standing === 'resolved' ? (
        <Button size="xs" variant="default" leftSection={<ReopenIcon size={15} />} loading={busy} onClick={onReopen}>
          Reopen
        </Button>
      ) : !permissions.takeOver.enabled ? null : (
        <Button size="xs" leftSection={<HandIcon size={15} />} loading={busy} onClick={onTakeOver}>
          {takeOverLabel(standing, summary)}
        </Button>
      )}
    </div>
  );
}

function explain(standing: Exclude<Standing, 'mine'>, summary: ConversationSummary) {
  switch (standing) {
    case 'bot':
      return {
        icon: BotIcon,
        title: 'The bot is answering.',
        text: 'Take over to reply yourself; the bot stays silent from then on.',
      };
    case 'queue':
      return { icon: ClockIcon, title: 'The customer is waiting for a person.', text: 'Take over to reply.' };
    case 'colleague':
      return {
        icon: PersonIcon,
        title: `${summary.owner.name ?? 'A colleague'} owns this conversation.`,
        text: 'Only the owner replies. You can leave them a note, or ask them to transfer it to you.',
      };
    case 'resolved':
      return {
        icon: CheckCircleIcon,
        title: 'This conversation is resolved.',
        text: 'Reopen it to write to the customer again.',
      };
  }
}
