import type { CountedView } from '../api/types';
import { BotIcon, CheckCircleIcon, ClockIcon, PeopleIcon, PersonIcon } from '../shell/icons';

interface ViewFacts {
  readonly label: string;
  readonly icon: typeof ClockIcon;
  readonly empty: string;
  readonly emptyText: string;
}

export const viewFacts: Readonly<Record<CountedView, ViewFacts>> = {
  waiting: {
    label: 'Waiting',
    icon: ClockIcon,
    empty: 'Nobody is waiting',
    emptyText: 'When a customer asks for a person, the conversation shows up here.',
  },
  mine: {
    label: 'Mine',
    icon: PersonIcon,
    empty: 'You have no conversations',
    emptyText: 'Take one over from Waiting, and it moves here.',
  },
  bot: {
    label: 'With the bot',
    icon: BotIcon,
    empty: 'The bot is idle',
    emptyText: 'Conversations the bot is answering show up here. You can step in at any time.',
  },
  staff: {
    label: 'With colleagues',
    icon: PeopleIcon,
    empty: 'Colleagues have no conversations',
    emptyText: 'What others are answering shows up here.',
  },
  resolved: {
    label: 'Resolved',
    icon: CheckCircleIcon,
    empty: 'Nothing resolved yet',
    emptyText: 'Finished conversations are kept here and can be reopened.',
  },
};
