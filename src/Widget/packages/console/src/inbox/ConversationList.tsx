import { ActionIcon, Button, Skeleton, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, type RefObject } from 'react';
import type { View } from '../api/types';
import { useDesk } from '../shell/desk';
import { EmptyState } from '../shell/EmptyState';
import { CloseIcon, SearchIcon } from '../shell/icons';
import { useStore } from '../shell/store';
import { useNow } from '../shell/useNow';
import { ConversationRow } from './ConversationRow';
import { isUnread } from './seen';
import type { InboxList } from './useInboxList';
import { viewFacts } from './views';
import classes from './ConversationList.module.css';

interface ConversationListProps {
  readonly list: InboxList;
  readonly view: View;
  /** What is typed; `settled` is what the list was asked for. */
  readonly search: string;
  readonly settled: string;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly selectedId: string | null;
  readonly onSearch: (search: string) => void;
  readonly onSelect: (id: string) => void;
}

export function ConversationList({
  list,
  view,
  search,
  settled,
  searchField,
  selectedId,
  onSearch,
  onSelect,
}: ConversationListProps) {
  const { me, seen } = useDesk();
  const seenUpTo = useStore(seen.store, (s) => s);
  const now = useNow();
  const rows = useRef<HTMLUListElement>(null);
  const { conversations, listing } = list;

  useEffect(() => {
    rows.current?.querySelector('[aria-current="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [selectedId]);

  return (
    <div className={classes.pane}>
      <div className={classes.search}>
        <TextInput
          ref={searchField}
          type="search"
          aria-label="Search all conversations"
          placeholder="Search name, e-mail or subject"
          radius="md"
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          leftSection={<SearchIcon size={16} />}
          rightSection={
            search !== '' && (
              <ActionIcon size="sm" aria-label="Clear the search" onClick={() => onSearch('')}>
                <CloseIcon size={14} />
              </ActionIcon>
            )
          }
        />
      </div>
      {settled !== '' && (
        <Text size="xs" c="dimmed" px="md" pb={6} role="status">
          {listing.status === 'ready'
            ? `${conversations.length}${listing.next ? '+' : ''} found in all conversations`
            : 'Searching all conversations…'}
        </Text>
      )}
      <div className={classes.scroll}>
        <ul ref={rows} className={classes.rows} aria-label="Conversation list" aria-busy={listing.status === 'loading'}>
          {conversations.map((summary) => (
            <ConversationRow
              key={summary.id}
              summary={summary}
              now={now}
              selected={summary.id === selectedId}
              unread={isUnread(summary, seenUpTo)}
              showState={settled !== ''}
              staffId={me.id}
              onSelect={onSelect}
            />
          ))}
        </ul>
        <ListFoot list={list} view={view} search={settled} />
      </div>
    </div>
  );
}

function ListFoot({ list, view, search }: { list: InboxList; view: View; search: string }) {
  const { conversations, listing } = list;
  if (listing.status === 'failed') {
    return (
      <EmptyState title="The list could not be loaded" text="Check your connection and try again.">
        <Button size="xs" variant="default" onClick={list.retry}>
          Try again
        </Button>
      </EmptyState>
    );
  }
  if (conversations.length === 0) {
    if (listing.status !== 'ready') return <RowSkeletons />;
    if (search !== '') return <EmptyState title="Nothing found" text={`No conversation matches “${search}”.`} />;
    const facts = view === 'all' ? null : viewFacts[view];
    return facts && <EmptyState icon={facts.icon} title={facts.empty} text={facts.emptyText} />;
  }
  if (listing.next === null) return null;
  return (
    <div className={classes.more}>
      <Button size="xs" variant="subtle" loading={listing.status === 'loading'} onClick={list.loadMore}>
        Show more
      </Button>
    </div>
  );
}

function RowSkeletons() {
  return (
    <div className={classes.skeletons} aria-hidden="true">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton circle height={40} />
          <div>
            <Skeleton height={10} width="55%" mb={10} />
            <Skeleton height={8} width="85%" />
          </div>
        </div>
      ))}
    </div>
  );
}
