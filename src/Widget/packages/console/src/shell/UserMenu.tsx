import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDesk } from './desk';
import { BellIcon, KeyboardIcon, MoonIcon, SignOutIcon, SunIcon } from './icons';
import { PersonAvatar } from './PersonAvatar';
import type { DesktopAlerts } from './useDesktopAlerts';
import classes from './UserMenu.module.css';

interface UserMenuProps {
  readonly compact: boolean;
  readonly alerts: DesktopAlerts;
  readonly onHelp: () => void;
}

const roleNames: Readonly<Record<string, string>> = { support: 'Support', billing: 'Billing', admin: 'Administrator' };

export function UserMenu({ compact, alerts, onHelp }: UserMenuProps) {
  const { me, signOut } = useDesk();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'} width={230} shadow="md" radius="md">
      <Menu.Target>
        <button type="button" className={classes.button} data-compact={compact} aria-label={`Account menu of ${me.name}`}>
          <PersonAvatar name={me.name} seed={me.name} size={32} online />
          {!compact && (
            <span className={classes.who}>
              <span className={classes.name}>{me.name}</span>
              <span className={classes.role}>{me.roles.map((role) => roleNames[role] ?? role).join(', ')}</span>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
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
