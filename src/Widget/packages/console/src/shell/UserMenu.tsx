import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useAvailability } from '../team/useAvailability';
import { useDesk } from './desk';
import { BellIcon, BookIcon, CheckCircleIcon, ClockIcon, KeyboardIcon, MailIcon, MoonIcon, PeopleIcon, SignOutIcon, SunIcon } from './icons';
import type { Go } from './location';
import { PersonAvatar } from './PersonAvatar';
import { isSupport } from './roles';
import type { DesktopAlerts } from './useDesktopAlerts';
import classes from './UserMenu.module.css';

interface UserMenuProps {
  readonly compact: boolean;
  readonly alerts: DesktopAlerts;
  readonly onHelp: () => void;
  readonly onShow: (dialog: MenuDialog) => void;
  readonly go: Go;
}

/** What opens from the menu. It is not in it: the menu changes its place with the window's width, and what is being written stays. */
export type MenuDialog = 'team' | 'outreach';

const roleNames: Readonly<Record<string, string>> = { support: 'Support', billing: 'Billing', admin: 'Administrator' };

export function UserMenu({ compact, alerts, onHelp, onShow, go }: UserMenuProps) {
  const { me, signOut } = useDesk();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const { desk, setAvailable } = useAvailability();
  const available = desk?.available ?? false;
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'} width={250} shadow="md" radius="md">
      <Menu.Target>
        <button type="button" className={classes.button} data-compact={compact} >
          <span className="ez-visually-hidden">Account menu of</span>
          {/* Without the space the name would be read as one word with the one before. */ ' '}
          <PersonAvatar name={me.name} seed={me.name} size={32} online={available} />
          {compact ? (
            <span className="ez-visually-hidden">{me.name}</span>
          ) : (
            <span className={classes.who}>
              <span className={classes.name}>{me.name}</span>
              <span className={classes.role}>
                {me.roles.map((role) => roleNames[role] ?? role).join(', ')} · {available ? 'Available' : 'Away'}
              </span>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item
          leftSection={available ? <ClockIcon size={16} /> : <CheckCircleIcon size={16} />}
          disabled={!desk}
          closeMenuOnClick={false}
          onClick={() => setAvailable(!available)}
        >
          {available ? 'Go away: get no more conversations' : 'Become available for conversations'}
        </Menu.Item>
        <Menu.Item leftSection={<PeopleIcon size={16} />} onClick={() => onShow('team')}>
          Team, hours and ratings
        </Menu.Item>
        <Menu.Item leftSection={<MailIcon size={16} />} onClick={() => onShow('outreach')}>
          Write to a customer
        </Menu.Item>
        {compact && isSupport(me) && (
          <Menu.Item leftSection={<BookIcon size={16} />} onClick={() => go({ room: 'articles', article: null })}>
            Help articles and questions
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={dark ? <SunIcon size={16} /> : <MoonIcon size={16} />}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        >
          {dark ? 'Light theme' : 'Dark theme'}
        </Menu.Item>
        {alerts.supported && (
          <Menu.Item leftSection={<BellIcon size={16} />} onClick={alerts.toggle} disabled={alerts.denied}>
            {alerts.denied
              ? 'Notifications are blocked by the browser'
              : alerts.on
                ? 'Turn notifications off'
                : 'Turn notifications on'}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<KeyboardIcon size={16} />} onClick={onHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon size={16} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
