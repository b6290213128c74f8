import type { HubState } from '@ez/protocol';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useDesk } from './desk';
import { AlertIcon } from './icons';
import classes from './ConnectionBanner.module.css';

/** A blink of the network is nobody's business; a lasting loss is. */
const patienceMs = 1_500;

/** Says when what is on screen may be out of date. Nothing is lost: on return everything missed is fetched by cursor. */
export function ConnectionBanner() {
  const { live } = useDesk();
  const [state, setState] = useState<HubState>(live.state);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    setState(live.state);
    return live.subscribe({ state: setState });
  }, [live]);

  const away = state === 'reconnecting' || state === 'connecting';
  useEffect(() => {
    if (!away) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, [away]);

  return (
    <div role="status" aria-live="polite">
      {shown && (
        <div className={classes.banner}>
          <AlertIcon size={16} />
          <span>Live updates are paused. Reconnecting…</span>
          <Button size="compact-xs" variant="white" color="dark" onClick={() => live.hurry()}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}
