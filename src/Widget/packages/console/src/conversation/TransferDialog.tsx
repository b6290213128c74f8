import { Button, Loader, Modal, NativeSelect, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { topicNames, topics, type Topic } from '../api/handoff';
import type { StaffMember } from '../api/types';
import { useDesk } from '../shell/desk';
import { PersonAvatar } from '../shell/PersonAvatar';
import classes from './TransferDialog.module.css';

interface TransferDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onTransfer: (staffId: string) => void;
  readonly onTransferToTopic: (topic: Topic, note: string) => void;
}

export function TransferDialog({ opened, onClose, onTransfer, onTransferToTopic }: TransferDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Transfer"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="sm"
    >
      {opened && (
        <>
          <Colleagues onTransfer={onTransfer} />
          <ToTopic onTransfer={onTransferToTopic} />
        </>
      )}
    </Modal>
  );
}

function ToTopic({ onTransfer }: { onTransfer: (topic: Topic, note: string) => void }) {
  const [topic, setTopic] = useState<Topic>('billing');
  const [note, setNote] = useState('');
  return (
    <form
      className={classes.topic}
      onSubmit={(event) => {
        event.preventDefault();
        onTransfer(topic, note.trim());
      }}
    >
      <NativeSelect
        label="Or back into the queue, for people who know"
        value={topic}
        onChange={(e) => setTopic(topics.find((t) => t === e.currentTarget.value) ?? 'general')}
        data={topics.map((value) => ({ value, label: topicNames[value] }))}
      />
      <Textarea
        label="Note for whoever gets it"
        description="Only the team reads it."
        value={note}
        onChange={(e) => setNote(e.currentTarget.value)}
        autosize
        minRows={2}
        mt="sm"
        mb="sm"
      />
      <Button type="submit" variant="default">
        Put into the queue
      </Button>
    </form>
  );
}

function presence(person: StaffMember): string {
  if (!person.online) return 'Offline';
  return person.available === false ? 'Away' : 'Online';
}

function Colleagues({ onTransfer }: { onTransfer: (staffId: string) => void }) {
  const { api, me } = useDesk();
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => api.staff(), staleTime: 0 });
  if (staff.isPending) return <Loader type="dots" aria-label="Loading colleagues" />;
  if (staff.isError) {
    return (
      <>
        <Text mb="sm">The list of colleagues could not be loaded.</Text>
        <Button variant="default" onClick={() => void staff.refetch()}>
          Try again
        </Button>
      </>
    );
  }
  const colleagues = staff.data
    .filter((person) => person.id !== me.id)
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
  if (colleagues.length === 0) return <Text c="dimmed">There is nobody else on the team yet.</Text>;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        They get the whole conversation, notes included, and you stop answering.
      </Text>
      <ul className={classes.list}>
        {colleagues.map((person) => (
          <li key={person.id}>
            <button type="button" className={classes.person} onClick={() => onTransfer(person.id)}>
              <PersonAvatar name={person.name} seed={person.name} size={34} online={person.online} />
              <span className={classes.name}>{person.name}</span>
              <span className={classes.presence}>{presence(person)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
