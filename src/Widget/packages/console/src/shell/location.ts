import { useCallback, useSyncExternalStore } from 'react';
import type { View } from '../api/types';

export type Room = 'inbox' | 'articles' | 'questions';

/** Where in the console one is; kept in the query so that any static host can serve a link to it. */
export interface Place {
  readonly room: Room;
  readonly view: View;
  readonly conversationId: string | null;
  readonly panel: 'conversation' | 'customer';
  /** `language/slug`, or `new`. */
  readonly article: string | null;
  /** What a new article starts from: `question:<id>`, or the `language/slug` it will be a translation of, with the language it will be in. */
  readonly from: string | null;
  readonly into: string | null;
}

const views: readonly View[] = ['waiting', 'mine', 'bot', 'staff', 'resolved'];
const rooms: readonly Room[] = ['inbox', 'articles', 'questions'];

export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  return {
    room: rooms.find((r) => r === query.get('room')) ?? 'inbox',
    view: views.find((v) => v === query.get('view')) ?? 'waiting',
    conversationId: query.get('conversation') || null,
    panel: query.get('panel') === 'customer' ? 'customer' : 'conversation',
    article: query.get('article') || null,
    from: query.get('from') || null,
    into: query.get('into') || null,
  };
}

export function formatPlace(place: Place): string {
  if (place.room !== 'inbox') {
    const query = new URLSearchParams({ room: place.room });
    if (place.room === 'articles' && place.article) query.set('article', place.article);
    if (place.article === 'new' && place.from) query.set('from', place.from);
    if (place.article === 'new' && place.into) query.set('into', place.into);
    return `?${query}`;
  }
  const query = new URLSearchParams({ view: place.view });
  if (place.conversationId) query.set('conversation', place.conversationId);
  if (place.conversationId && place.panel === 'customer') query.set('panel', 'customer');
  return `?${query}`;
}

/** Asked before one goes elsewhere; goes there by calling `move`. */
type Guard = (move: () => void) => void;

const listeners = new Set<() => void>();
let guard: Guard | null = null;
let guarded = '';

/** Nobody leaves the present place unasked until the answer is called. */
export function guardPlace(next: Guard): () => void {
  guard = next;
  guarded = window.location.search;
  return () => {
    if (guard === next) guard = null;
  };
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

function move(search: string): void {
  window.history.pushState(null, '', search);
  tell();
}

/** The browser has gone back or forward already: the guarded place is put on top again until it is left for good. */
function onPopState(): void {
  const target = window.location.search;
  if (guard && target !== guarded) {
    window.history.pushState(null, '', guarded);
    guard(() => move(target));
    return;
  }
  tell();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', onPopState);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', onPopState);
  };
}

export type Go = (change: Partial<Place>) => void;

export function usePlace(): readonly [Place, Go] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const go = useCallback((change: Partial<Place>) => {
    const next = formatPlace({ ...parsePlace(window.location.search), ...change });
    if (next === window.location.search) return;
    if (guard) guard(() => move(next));
    else move(next);
  }, []);
  return [parsePlace(search), go];
}
