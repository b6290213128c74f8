import { Button, Loader, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../shell/desk';
import { PersonAvatar } from '../shell/PersonAvatar';
import classes from './TransferDialog.module.css';

interface TransferDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onTransfer: (staffId: string) => void;
}

export function TransferDialog({ opened, onClose, onTransfer }: TransferDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Transfer to a colleague"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="sm"
    >
      {opened && <Colleagues onTransfer={onTransfer} />}
    </Modal>
  );
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
              <span className={classes.presence}>{person.online ? 'Online' : 'Away'}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
