import { useCallback, useEffect, useRef, useState } from 'react';
import type { Question } from './ConfirmDialog';
import { guardPlace } from './location';

/** Nobody loses what they have written by going elsewhere: they are asked first, by the console or, when they close it, by the browser. */
export function useLeaveGuard(unsaved: boolean): {
  readonly question: Question | null;
  readonly stay: () => void;
  /** It is saved: let go without asking, before the next render already. */
  readonly release: () => void;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  const release = useRef(() => {});

  useEffect(() => {
    if (!unsaved) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const unguard = guardPlace((move) =>
      setQuestion({
        title: 'Leave without saving?',
        text: 'What you have written here is not saved yet.',
        yes: 'Leave without saving',
        run: move,
      }),
    );
    window.addEventListener('beforeunload', onUnload);
    release.current = () => {
      unguard();
      window.removeEventListener('beforeunload', onUnload);
    };
    return () => release.current();
  }, [unsaved]);

  return { question, stay: () => setQuestion(null), release: useCallback(() => release.current(), []) };
}
