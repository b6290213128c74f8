import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

interface ReturnDialogProps {
  readonly opened: boolean;
  /** What to think of first, if anything. */
  readonly question: string | null;
  readonly onClose: () => void;
  readonly onReturn: (summary: string) => void;
}

/** Gives the conversation back to the bot, with a line on what was done. */
export function ReturnDialog({ opened, question, onClose, onReturn }: ReturnDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Return to the bot?" size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <Form question={question} onReturn={onReturn} />}
    </Modal>
  );
}

function Form({ question, onReturn }: Pick<ReturnDialogProps, 'question' | 'onReturn'>) {
  const [summary, setSummary] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onReturn(summary.trim());
      }}
    >
      {question && (
        <Text size="sm" mb="sm">
          {question}
        </Text>
      )}
      <Textarea
        label="What you did (optional)"
        description="The customer reads it; notes stay with the team."
        maxLength={500}
        autosize
        minRows={2}
        value={summary}
        onChange={(e) => setSummary(e.currentTarget.value)}
        mb="md"
      />
      <Button type="submit">Return to the bot</Button>
    </form>
  );
}
