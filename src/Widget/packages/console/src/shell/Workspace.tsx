import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useState, type ReactNode } from 'react';
import { InboxRoom } from '../inbox/InboxRoom';
import { useCounts } from '../inbox/useInboxList';
import { ViewNav } from '../inbox/ViewNav';
import { KnowledgeNav } from '../knowledge/KnowledgeNav';
import { KnowledgeRoom } from '../knowledge/KnowledgeRoom';
import { OutreachDialog } from '../team/OutreachDialog';
import { TeamDialog } from '../team/TeamDialog';
import { Brand } from './Brand';
import { ConnectionBanner } from './ConnectionBanner';
import { useDesk } from './desk';
import { usePlace } from './location';
import { isSupport } from './roles';
import { ShortcutsHelp } from './ShortcutsHelp';
import { useDesktopAlerts } from './useDesktopAlerts';
import { UserMenu, type MenuDialog } from './UserMenu';
import classes from './Workspace.module.css';

/** What every room has around it. */
export interface RoomFrame {
  /** The column beside the list, where there is room for one. */
  readonly side: ReactNode;
  /** One's own menu, for where there is no such column. */
  readonly menu: ReactNode;
  readonly onHelp: () => void;
}

/** The desk: the inbox, or the help articles, with what they share. */
export function Workspace() {
  const { me } = useDesk();
  const [place, go] = usePlace();
  const [help, setHelp] = useState(false);
  const [dialog, setDialog] = useState<MenuDialog | null>(null);
  const counts = useCounts();
  const wide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  const select = useCallback((id: string) => go({ room: 'inbox', conversationId: id, panel: 'conversation' }), [go]);
  const alerts = useDesktopAlerts(select);
  const openHelp = useCallback(() => setHelp(true), []);
  const menu = <UserMenu compact={!wide} alerts={alerts} onHelp={openHelp} onShow={setDialog} go={go} />;
  const side = wide ? (
    <section className={classes.side} aria-label="Views and account">
      <Brand />
      <ViewNav
        view={place.room === 'inbox' ? place.view : null}
        counts={counts}
        layout="column"
        onSelect={(view) => go({ room: 'inbox', view })}
      />
      {isSupport(me) && <KnowledgeNav room={place.room} layout="column" onSelect={(room) => go({ room, article: null })} />}
      <div className={classes.sideFoot}>{menu}</div>
    </section>
  ) : null;

  const Room = place.room !== 'inbox' && isSupport(me) ? KnowledgeRoom : InboxRoom;
  return (
    <div className={classes.frame}>
      <header>
        <h1 className="ez-visually-hidden">EZ Console</h1>
        <ConnectionBanner />
      </header>
      <Room side={side} menu={menu} onHelp={openHelp} />
      {/* A dialog's heading is no second banner of the page. */}
      <section>
        <TeamDialog opened={dialog === 'team'} onClose={() => setDialog(null)} />
        <OutreachDialog opened={dialog === 'outreach'} onClose={() => setDialog(null)} onSaid={select} />
        <ShortcutsHelp opened={help} onClose={() => setHelp(false)} />
      </section>
    </div>
  );
}
