import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** 8 KB per message (docs: limits); the server counts UTF-8 bytes, so do we. */
export const maxBytes = 8192;
const counterFromBytes = 7168;

interface Props {
  /** Grows by one each time the composer should take the focus. */
  readonly focusRequest: number;
  readonly onSend: (text: string) => void;
  readonly onTyping: () => void;
}

export function Composer({ focusRequest, onSend, onTyping }: Props) {
  const t = useStrings();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const left = maxBytes - new TextEncoder().encode(text).length;
  const sendable = text.trim() !== '' && left >= 0;

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
    onSend(text.trim());
    setText('');
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
      <div class="composer-row">
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
