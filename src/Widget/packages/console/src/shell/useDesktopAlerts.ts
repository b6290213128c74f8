import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationSummary } from '../api/types';
import { useDesk } from './desk';
import { customerName } from './people';

export interface DesktopAlerts {
  readonly supported: boolean;
  readonly denied: boolean;
  readonly on: boolean;
  readonly toggle: () => void;
}

const storageKey = 'ez-console-alerts';

/** Desktop notifications, only where the person turned them on and the browser agrees. They carry a name, never what was written. */
export function useDesktopAlerts(onOpen: (id: string) => void): DesktopAlerts {
  const { live, me } = useDesk();
  const supported = typeof Notification !== 'undefined';
  const [wanted, setWanted] = useState(() => readWish());
  const [permission, setPermission] = useState(() => (supported ? Notification.permission : 'denied'));
  const on = supported && wanted && permission === 'granted';
  const told = useRef(new Map<string, number>());

  useEffect(() => {
    if (!on) return undefined;
    return live.subscribe({
      conversation: (summary) => {
        if (!document.hidden || !concerns(summary, me.id)) return;
        if ((told.current.get(summary.id) ?? 0) >= summary.lastSequence) return;
        told.current.set(summary.id, summary.lastSequence);
        const waiting = summary.owner.kind === 'queue';
        const alert = new Notification(waiting ? 'A customer is waiting' : 'New message', {
          body: customerName(summary),
          tag: summary.id,
        });
        alert.onclick = () => {
          window.focus();
          onOpen(summary.id);
          alert.close();
        };
      },
    });
  }, [on, live, me.id, onOpen]);

  const toggle = useCallback(() => {
    const next = !on;
    setWanted(next);
    writeWish(next);
    if (next && permission !== 'granted') void Notification.requestPermission().then(setPermission);
  }, [on, permission]);

  return { supported, denied: permission === 'denied', on, toggle };
}

function concerns(summary: ConversationSummary, staffId: string): boolean {
  if (summary.state !== 'open' || summary.lastEntry?.author.kind !== 'customer')
    return summary.owner.kind === 'queue' && summary.state === 'open';
  return summary.owner.kind === 'queue' || (summary.owner.kind === 'staff' && summary.owner.staffId === staffId);
}

function readWish(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    // Storage switched off by policy: off is the quiet default.
    return false;
  }
}

function writeWish(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Forgotten at the next reload, nothing more.
  }
}
