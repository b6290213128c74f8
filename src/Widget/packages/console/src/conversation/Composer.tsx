import { ActionIcon, Button, Kbd, Textarea } from '@mantine/core';
import { useEffect, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { LockIcon, SendIcon } from '../shell/icons';
import classes from './Composer.module.css';

export type ComposerMode = 'message' | 'note';

interface ComposerProps {
  readonly mode: ComposerMode;
  readonly onMode: (mode: ComposerMode) => void;
  readonly canReply: boolean;
  /** Why a reply is not possible now, with the way on; stands in the field's place. */
  readonly replyBlocked: ReactNode;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: (mode: ComposerMode) => string;
  readonly onDraft: (mode: ComposerMode, text: string) => void;
  readonly onSend: (mode: ComposerMode, text: string) => void;
  readonly onTyping: () => void;
}

/** rules.md, chat: 8 KB per message. */
const mostBytes = 8 * 1024;
const encoder = new TextEncoder();

export function Composer({ mode, onMode, canReply, replyBlocked, field, draft, onDraft, onSend, onTyping }: ComposerProps) {
  const [text, setText] = useState(() => draft(mode));
  useEffect(() => setText(draft(mode)), [draft, mode]);

  const excess = encoder.encode(text).length - mostBytes;
  const sendable = text.trim() !== '' && excess <= 0;
  const blocked = mode === 'message' && !canReply;

  function change(value: string) {
    setText(value);
    onDraft(mode, value);
    // C03: a note leaves no trace with the customer, not even that somebody is writing.
    if (mode === 'message' && value !== '') onTyping();
  }

  function send() {
    if (!sendable || blocked) return;
    onSend(mode, text.trim());
    setText('');
    onDraft(mode, '');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className={classes.composer} data-mode={mode}>
      <div className={classes.tabs} role="tablist" aria-label="What to write">
        <Tab mode="message" current={mode} onMode={onMode}>
          Reply
        </Tab>
        <Tab mode="note" current={mode} onMode={onMode}>
          <LockIcon size={14} /> Internal note
        </Tab>
        {mode === 'note' && <span className={classes.private}>The customer never sees this</span>}
      </div>
      <div role="tabpanel" id="composer-panel" aria-labelledby={`composer-tab-${mode}`}>
        {blocked ? (
          <div className={classes.blocked}>{replyBlocked}</div>
        ) : (
          <div className={classes.field}>
            <Textarea
              ref={field}
              variant="unstyled"
              autosize
              minRows={2}
              maxRows={9}
              dir="auto"
              aria-label={mode === 'note' ? 'Internal note' : 'Reply to the customer'}
              placeholder={mode === 'note' ? 'Write a note for your colleagues…' : 'Write a reply…'}
              value={text}
              error={excess > 0 ? `Too long by ${excess.toLocaleString()} bytes: a message may have 8 KB.` : undefined}
              onChange={(event) => change(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
            <div className={classes.foot}>
              <span className={classes.hint}>
                <Kbd size="xs">Enter</Kbd> sends, <Kbd size="xs">Shift</Kbd> + <Kbd size="xs">Enter</Kbd> starts a line
              </span>
              <Button className={classes.send} size="sm" disabled={!sendable} leftSection={<SendIcon size={16} />} onClick={send}>
                {mode === 'note' ? 'Add note' : 'Send'}
              </Button>
              <ActionIcon
                className={classes.sendSmall}
                size={40}
                variant="filled"
                color="teal"
                disabled={!sendable}
                aria-label={mode === 'note' ? 'Add note' : 'Send'}
                onClick={send}
              >
                <SendIcon />
              </ActionIcon>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

interface TabProps {
  readonly mode: ComposerMode;
  readonly current: ComposerMode;
  readonly onMode: (mode: ComposerMode) => void;
  readonly children: ReactNode;
}

function Tab({ mode, current, onMode, children }: TabProps) {
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = mode === 'message' ? 'note' : 'message';
    onMode(other);
    document.getElementById(`composer-tab-${other}`)?.focus();
  }
  return (
    <button
      type="button"
      role="tab"
      id={`composer-tab-${mode}`}
      aria-selected={mode === current}
      aria-controls="composer-panel"
      tabIndex={mode === current ? 0 : -1}
      className={classes.tab}
      onClick={() => onMode(mode)}
      onKeyDown={onKeyDown}
    >
      {children}
    </button>
  );
}
