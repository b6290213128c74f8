import { Drawer } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { useCallback, useRef, useState } from 'react';
import { ConversationPane, type ConversationCommands } from '../conversation/ConversationPane';
import { CustomerPane } from '../customer/CustomerPane';
import { Brand } from '../shell/Brand';
import { EmptyState } from '../shell/EmptyState';
import { ChatIcon } from '../shell/icons';
import { usePlace } from '../shell/location';
import { useOpenConversation } from '../shell/useOpenConversation';
import { useShortcuts } from '../shell/useShortcuts';
import type { RoomFrame } from '../shell/Workspace';
import classes from '../shell/Workspace.module.css';
import { ConversationList } from './ConversationList';
import { useInboxList } from './useInboxList';
import { ViewNav } from './ViewNav';
import { viewFacts } from './views';

/** Views and list, the conversation, the customer. Side by side where there is room, one after the other on a phone. */
export function InboxRoom({ side, menu, onHelp }: RoomFrame) {
  const [place, go] = usePlace();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const list = useInboxList(place.view, settled);
  const open = useOpenConversation(place.conversationId);
  const phone = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const wide = side !== null;
  const searchField = useRef<HTMLInputElement>(null);
  const composerField = useRef<HTMLTextAreaElement>(null);
  const commands = useRef<ConversationCommands>(null);

  const select = useCallback((id: string) => go({ conversationId: id, panel: 'conversation' }), [go]);
  const waiting = list.counts?.waiting ?? 0;
  useDocumentTitle(
    `${waiting > 0 ? `(${waiting}) ` : ''}${place.view === 'all' ? '' : `${viewFacts[place.view].label} · `}EZ Console`,
  );

  const step = (by: 1 | -1) => {
    const ids = list.conversations.map((c) => c.id);
    const at = place.conversationId ? ids.indexOf(place.conversationId) : -1;
    const next = ids[at === -1 ? 0 : at + by];
    if (next) select(next);
  };
  const leave = () => go(place.panel === 'customer' ? { panel: 'conversation' } : { conversationId: null });

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    '/': () => searchField.current?.focus(),
    t: () => commands.current?.act('take-over'),
    b: () => commands.current?.act('return'),
    e: () => commands.current?.act('resolve'),
    r: () => commands.current?.write('message'),
    n: () => commands.current?.write('note'),
    '?': onHelp,
    Escape: leave,
  });

  const { summary } = open;
  // On a phone the list is all there is, and so the main thing.
  const ListPane = phone ? 'main' : 'section';
  const shows = !phone ? 'all' : !place.conversationId ? 'list' : place.panel === 'customer' ? 'customer' : 'conversation';

  return (
    <div className={classes.desk} data-shows={shows}>
      {side}
      {(shows === 'all' || shows === 'list') && (
        <ListPane className={classes.list} aria-label="Inbox">
          {wide ? (
            <h2 className={classes.listTitle}>
              {settled === '' && place.view !== 'all' ? viewFacts[place.view].label : 'Search'}
            </h2>
          ) : (
            <>
              <div className={classes.listTop}>
                <Brand />
                {menu}
              </div>
              <ViewNav view={place.view} counts={list.counts} layout="row" onSelect={(view) => go({ view })} />
            </>
          )}
          <ConversationList
            list={list}
            view={place.view}
            search={search}
            settled={settled}
            searchField={searchField}
            selectedId={place.conversationId}
            onSearch={setSearch}
            onSelect={select}
          />
        </ListPane>
      )}
      {(shows === 'all' || shows === 'conversation') && (
        <main className={classes.main}>
          {summary ? (
            <ConversationPane
              key={summary.id}
              summary={summary}
              commands={commands}
              field={composerField}
              onTaken={() => go({ view: 'mine' })}
              onBack={phone ? () => go({ conversationId: null }) : null}
              onCustomer={wide ? null : () => go({ panel: 'customer' })}
            />
          ) : (
            <Nothing id={place.conversationId} trouble={open.trouble} />
          )}
        </main>
      )}
      {wide && summary && (
        <div className={classes.customer}>
          <CustomerPane key={summary.id} summary={summary} onBack={null} />
        </div>
      )}
      {shows === 'customer' && summary && (
        <main className={classes.main}>
          <CustomerPane key={summary.id} summary={summary} onBack={() => go({ panel: 'conversation' })} />
        </main>
      )}
      <Drawer
        opened={!wide && !phone && place.panel === 'customer' && summary !== null}
        onClose={() => go({ panel: 'conversation' })}
        position="right"
        size={360}
        title="Customer"
        padding={0}
        classNames={{ header: classes.drawerHeader }}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {summary && <CustomerPane summary={summary} onBack={null} />}
      </Drawer>
    </div>
  );
}

function Nothing({ id, trouble }: { id: string | null; trouble: string | null }) {
  return (
    <div className={classes.nothing}>
      {trouble ? (
        <EmptyState icon={ChatIcon} title="This conversation cannot be shown" text={trouble} />
      ) : id ? null : (
        <EmptyState
          icon={ChatIcon}
          title="Pick a conversation"
          text="Choose one from the list, or press j to open the first. Press ? for all shortcuts."
        />
      )}
    </div>
  );
}
