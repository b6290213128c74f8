import { ChatIcon, GlobeIcon, HashIcon, MailIcon, PeopleIcon } from './icons';

const icons: Readonly<Record<string, typeof ChatIcon>> = {
  web: GlobeIcon,
  widget: GlobeIcon,
  teams: PeopleIcon,
  slack: HashIcon,
  email: MailIcon,
};

export function ChannelIcon({ channel, size }: { channel: string; size: number }) {
  const Icon = icons[channel.toLowerCase()] ?? ChatIcon;
  return <Icon size={size} />;
}
