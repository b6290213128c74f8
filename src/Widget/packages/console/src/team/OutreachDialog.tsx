import { Button, Modal, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useDesk } from '../shell/desk';
import { newClientId } from '../shell/ids';

interface OutreachDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** It was said in this conversation, which is one's own now. */
  readonly onSaid: (conversationId: string) => void;
}

/** Writes to a customer first. */
export function OutreachDialog({ opened, onClose, onSaid }: OutreachDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Write to a customer" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <Form onClose={onClose} onSaid={onSaid} />}
    </Modal>
  );
}

function Form({ onClose, onSaid }: Omit<OutreachDialogProps, 'opened'>) {
  const { api } = useDesk();
  // One id for all tries of this message: it is said once.
  const [id] = useState(newClientId);
  const [email, setEmail] = useState('');
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    setBusy(true);
    setTrouble(null);
    try {
      const { conversationId } = await api.reachOut(email.trim(), id, text);
      notifications.show({
        title: 'Sent',
        message: conversationId ? 'It is in their chat, which is yours now.' : 'They have no open chat; it went by e-mail with a link to it.',
      });
      onClose();
      if (conversationId) onSaid(conversationId);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'Something went wrong.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        It appears in the chat they used last, if one is open; otherwise it goes by e-mail.
      </Text>
      <TextInput
        label="Customer’s e-mail address"
        type="email"
        required
        data-autofocus
        value={email}
        onChange={(e) => setEmail(e.currentTarget.value)}
        error={trouble}
        mb="sm"
      />
      <Textarea label="Message" required autosize minRows={4} maxRows={12} value={text} onChange={(e) => setText(e.currentTarget.value)} mb="md" />
      <Button type="submit" loading={busy} disabled={text.trim() === '' || email.trim() === ''}>
        Send
      </Button>
    </form>
  );
}
