import { useEffect, useRef } from 'react';

export type Shortcuts = Readonly<Record<string, () => void>>;

/** What each key does; one list for the handler's owner and the help page. */
export const shortcutHelp: readonly (readonly [keys: string, meaning: string])[] = [
  ['j', 'Next conversation'],
  ['k', 'Previous conversation'],
  ['/', 'Search'],
  ['t', 'Take over'],
  ['r', 'Write a reply'],
  ['n', 'Write an internal note'],
  ['b', 'Return to the bot'],
  ['e', 'Resolve'],
  ['Esc', 'Leave the field, or go back'],
  ['?', 'This help'],
];

/** Single keys, only while nobody is typing and no dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target && isEditable(target)) {
        if (event.key === 'Escape') target.blur();
        return;
      }
      const run = current.current[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isEditable(element: HTMLElement): boolean {
  return element.isContentEditable || element.matches('input, textarea, select');
}
