import { Kbd, Modal } from '@mantine/core';
import { shortcutHelp } from './useShortcuts';
import classes from './ShortcutsHelp.module.css';

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }} size="sm">
      <dl className={classes.list}>
        {shortcutHelp.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
