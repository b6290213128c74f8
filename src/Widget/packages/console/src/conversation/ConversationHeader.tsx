import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { topicNames } from '../api/handoff';
import type { ConversationSummary } from '../api/types';
import { ChannelIcon } from '../shell/ChannelIcon';
import {
  BackIcon,
  BotIcon,
  CheckCircleIcon,
  CheckIcon,
  ClockIcon,
  HandIcon,
  InfoIcon,
  MailIcon,
  MoreIcon,
  PersonIcon,
  ReopenIcon,
  ReturnIcon,
  TransferIcon,
} from '../shell/icons';
import { assuranceText, channelName, customerName } from '../shell/people';
import { PersonAvatar } from '../shell/PersonAvatar';
import { Tag } from '../shell/Tag';
import { takeOverLabel, type Permissions, type Standing } from './permissions';
import type { Act } from './useConversationActions';
import classes from './ConversationHeader.module.css';

interface ConversationHeaderProps {
  readonly summary: ConversationSummary;
  readonly permissions: Permissions;
  readonly busy: Act | null;
  readonly onAct: (act: Act) => void;
  readonly onTranscript: () => void;
  readonly onBack: (() => void) | null;
  readonly onCustomer: (() => void) | null;
}

export function ConversationHeader({ summary, permissions, busy, onAct, onTranscript, onBack, onCustomer }: ConversationHeaderProps) {
  const name = customerName(summary);
  const assurance = assuranceText[summary.assurance];
  return (
    <header className={classes.header}>
      {onBack && (
        <ActionIcon size={40} aria-label="Back to the list" onClick={onBack}>
          <BackIcon size={22} />
        </ActionIcon>
      )}
      <PersonAvatar name={name} seed={summary.customer?.id ?? summary.id} size={38} />
      <div className={classes.who}>
        <h2 className={classes.name} dir="auto">{name}</h2>
        <div className={classes.facts}>
          {assurance && (
            <Tag tone={assurance.tone} hint={assurance.meaning}>
              {assurance.label}
            </Tag>
          )}
          <span className={classes.channel}>
            <ChannelIcon channel={summary.channel} size={14} />
            {channelName(summary.channel)}
          </span>
          {permissions.standing === 'queue' && summary.topic && summary.topic !== 'general' && (
            <Tag tone="busy" hint="What they want a person for">
              {topicNames[summary.topic]}
            </Tag>
          )}
          <OwnerFact standing={permissions.standing} owner={summary.owner.name ?? null} />
        </div>
      </div>
      <Actions
        permissions={permissions}
        takeOver={takeOverLabel(permissions.standing, summary)}
        busy={busy}
        onAct={onAct}
        canMail={Boolean(summary.customer)}
        onTranscript={onTranscript}
      />
      {onCustomer && (
        <Tooltip label="Customer details">
          <ActionIcon size={36} aria-label="Customer details" onClick={onCustomer}>
            <InfoIcon size={20} />
          </ActionIcon>
        </Tooltip>
      )}
    </header>
  );
}

function OwnerFact({ standing, owner }: { standing: Standing; owner: string | null }) {
  const [Icon, text] = {
    bot: [BotIcon, 'The bot is answering'] as const,
    queue: [ClockIcon, 'Waiting for a person'] as const,
    mine: [PersonIcon, 'You are answering'] as const,
    colleague: [PersonIcon, `${owner ?? 'A colleague'} owns this`] as const,
    resolved: [CheckCircleIcon, 'Resolved'] as const,
  }[standing];
  return (
    <span className={classes.owner} data-standing={standing}>
      <Icon size={14} />
      <span>{text}</span>
    </span>
  );
}

function Actions({
  permissions,
  takeOver,
  busy,
  onAct,
  canMail,
  onTranscript,
}: Pick<ConversationHeaderProps, 'permissions' | 'busy' | 'onAct' | 'onTranscript'> & {
  readonly takeOver: string;
  readonly canMail: boolean;
}) {
  const { standing } = permissions;
  if (standing === 'resolved') {
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<ReopenIcon size={16} />}
        loading={busy === 'reopen'}
        disabled={busy !== null}
        onClick={() => onAct('reopen')}
      >
        Reopen
      </Button>
    );
  }
  return (
    <div className={classes.actions} role="group" aria-label="Conversation actions">
      {permissions.takeOver.enabled ? (
        <Button
          className={classes.primary}
          size="xs"
          leftSection={<HandIcon size={16} />}
          loading={busy === 'take-over'}
          disabled={busy !== null}
          onClick={() => onAct('take-over')}
        >
          {takeOver}
        </Button>
      ) : permissions.resolve.enabled ? (
        <Button
          className={classes.primary}
          size="xs"
          leftSection={<CheckIcon size={16} />}
          loading={busy === 'resolve'}
          disabled={busy !== null}
          onClick={() => onAct('resolve')}
        >
          Resolve
        </Button>
      ) : null}
      <Menu position="bottom-end" width={230} shadow="md" radius="md">
        <Menu.Target>
          <ActionIcon size={32} variant="default" aria-label="More actions" disabled={busy !== null}>
            <MoreIcon strokeWidth={2.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {permissions.takeOver.enabled && <Step icon={HandIcon} label={takeOver} on why="" run={() => onAct('take-over')} />}
          <Step
            icon={ReturnIcon}
            label="Return to the bot"
            on={permissions.returnToBot.enabled}
            why={standing === 'bot' ? 'The bot has it already' : 'Only the owner can'}
            run={() => onAct('return')}
          />
          <Step
            icon={TransferIcon}
            label="Transfer…"
            on={permissions.transfer.enabled}
            why="Only the owner can"
            run={() => onAct('transfer')}
          />
          <Step
            icon={MailIcon}
            label="E-mail the transcript"
            on={canMail}
            why="The customer is not signed in"
            run={onTranscript}
          />
          <Step
            icon={CheckIcon}
            label="Resolve"
            on={permissions.resolve.enabled}
            why="Only the owner can"
            run={() => onAct('resolve')}
          />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Step({
  icon: Icon,
  label,
  on,
  why,
  run,
}: {
  icon: typeof CheckIcon;
  label: string;
  on: boolean;
  why: string;
  run: () => void;
}) {
  return (
    <Menu.Item leftSection={<Icon size={16} />} disabled={!on} onClick={run}>
      {label}
      {!on && <span className={classes.why}>{why}</span>}
    </Menu.Item>
  );
}
