import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OutgoingFile } from '@ez/protocol';
import { acceptedFiles, maxFileBytes, maxFiles, useFiles, type PendingFile } from '../files.ts';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** 8 KB per message (docs: limits); the server counts UTF-8 bytes, so do we. */
export const maxBytes = 8192;
const counterFromBytes = 7168;

interface Props {
  /** Grows by one each time the composer should take the focus. */
  readonly focusRequest: number;
  readonly onSend: (text: string, files: readonly OutgoingFile[]) => void;
  readonly onTyping: () => void;
}

export function Composer({ focusRequest, onSend, onTyping }: Props) {
  const t = useStrings();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const left = maxBytes - new TextEncoder().encode(text).length;
  const { pending, add, remove, clear } = usePendingFiles();
  const ready = pending.flatMap((file) => (file.state === 'ready' ? [file.stored] : []));
  const uploading = pending.some((file) => file.state === 'sending');
  const sendable = (text.trim() !== '' || ready.length > 0) && left >= 0 && !uploading;
  const picker = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (focusRequest > 0) field.current?.focus({ preventScroll: true });
  }, [focusRequest]);

  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
  }, [text]);

  const submit = (): void => {
    if (!sendable) return;
    onSend(text.trim(), ready);
    setText('');
    clear();
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {left < maxBytes - counterFromBytes && (
        <p class={left < 0 ? 'counter counter-over' : 'counter'} role="status" id="counter">
          {left < 0 ? t.tooLong(-left) : t.bytesLeft(left)}
        </p>
      )}
      {pending.length > 0 && (
        <ul class="pending-files" aria-live="polite">
          {pending.map((file) => (
            <li key={file.key} class={`pending-file pending-${file.state}`}>
              {file.state === 'sending' ? <span class="spinner" aria-hidden="true" /> : <Icon name={file.state === 'ready' ? 'file' : 'cross'} />}
              <span dir="auto">{file.name}</span>
              {file.state === 'failed' && <small>{file.reason}</small>}
              <button type="button" aria-label={`${t.discard}: ${file.name}`} onClick={() => remove(file.key)}>
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-row">
        <input
          ref={picker}
          class="hidden"
          type="file"
          multiple
          accept={acceptedFiles}
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <button type="button" class="attach" aria-label={t.attach} title={t.attach} onClick={() => picker.current?.click()}>
          <Icon name="clip" />
        </button>
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={t.write}
          aria-label={t.writeLabel}
          aria-invalid={left < 0}
          aria-describedby={left < maxBytes - counterFromBytes ? 'counter' : undefined}
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            add(files);
          }}
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (event.currentTarget.value !== '') onTyping();
          }}
          onKeyDown={(event) => {
            // An input method uses Enter to choose a word; that Enter is not for us.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <button type="submit" class="send" disabled={!sendable} aria-label={t.send} title={t.send}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

/** Files go up as soon as they are chosen; the message only names them. */
function usePendingFiles() {
  const t = useStrings();
  const files = useFiles();
  const [pending, setPending] = useState<readonly PendingFile[]>([]);
  const lastKey = useRef(0);
  const settle = (key: number, file: PendingFile): void => setPending((all) => all.map((f) => (f.key === key ? file : f)));

  const add = (chosen: readonly File[]): void => {
    if (files === null) return;
    for (const file of chosen.slice(0, maxFiles - pending.length)) {
      const key = ++lastKey.current;
      const { name } = file;
      if (file.size > maxFileBytes) {
        setPending((all) => [...all, { key, name, state: 'failed', reason: t.fileTooLarge }]);
        continue;
      }
      setPending((all) => [...all, { key, name, state: 'sending' }]);
      files.upload(file).then(
        (stored) => settle(key, { key, name: stored.name, state: 'ready', stored: { id: stored.id, name: stored.name } }),
        (error: unknown) => {
          const reason = error instanceof Error && error.name === 'Problem' ? error.message : t.failed;
          settle(key, { key, name, state: 'failed', reason });
        },
      );
    }
  };
  return { pending, add, remove: (key: number) => setPending((all) => all.filter((f) => f.key !== key)), clear: () => setPending([]) };
}
