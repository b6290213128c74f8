import { useCallback, useSyncExternalStore } from 'react';
import type { View } from '../api/types';

/** Where in the console one is; kept in the query so that any static host can serve a link to it. */
export interface Place {
  readonly view: View;
  readonly conversationId: string | null;
  readonly panel: 'conversation' | 'customer';
}

const views: readonly View[] = ['waiting', 'mine', 'bot', 'staff', 'resolved'];

export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  const view = views.find((v) => v === query.get('view')) ?? 'waiting';
  const conversationId = query.get('conversation');
  return { view, conversationId: conversationId || null, panel: query.get('panel') === 'customer' ? 'customer' : 'conversation' };
}

export function formatPlace(place: Place): string {
  const query = new URLSearchParams({ view: place.view });
  if (place.conversationId) query.set('conversation', place.conversationId);
  if (place.conversationId && place.panel === 'customer') query.set('panel', 'customer');
  return `?${query}`;
}

const changed = 'ez-place';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}

export function usePlace(): readonly [Place, (change: Partial<Place>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const go = useCallback((change: Partial<Place>) => {
    const next = formatPlace({ ...parsePlace(window.location.search), ...change });
    if (next === window.location.search) return;
    window.history.pushState(null, '', next);
    window.dispatchEvent(new Event(changed));
  }, []);
  return [parsePlace(search), go];
}
