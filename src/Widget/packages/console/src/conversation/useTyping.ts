import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '../shell/desk';

const shownForMs = 6_000;
const tellEveryMs = 2_500;

/** Who is writing in a conversation just now, other than oneself; null when nobody is. */
export function useTyping(conversationId: string, customer: string): string | null {
  const { live, me } = useDesk();
  const [typing, setTyping] = useState<{ name: string; kind: string } | null>(null);

  useEffect(() => {
    setTyping(null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = live.subscribe({
      typing: (id, author) => {
        if (id !== conversationId || (author.kind === 'staff' && author.name === me.name)) return;
        clearTimeout(timer);
        setTyping({ name: author.name || (author.kind === 'bot' ? 'The bot' : 'A colleague'), kind: author.kind });
        timer = setTimeout(() => setTyping(null), shownForMs);
      },
      entry: (id, entry) => {
        // What was being typed has arrived.
        if (id === conversationId) setTyping((now) => (now?.kind === entry.author.kind ? null : now));
      },
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [conversationId, live, me.name]);

  // The server does not send a customer's name along with every keystroke.
  return typing === null ? null : typing.kind === 'customer' ? customer : typing.name;
}

/** Tells the customer that an answer is being written, at most every few seconds. */
export function useTellTyping(conversationId: string): () => void {
  const { live } = useDesk();
  const told = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - told.current < tellEveryMs) return;
    told.current = now;
    live.typing(conversationId);
  }, [conversationId, live]);
}
