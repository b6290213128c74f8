import { useEffect, useState } from 'preact/hooks';
import type { CardItem } from '@ez/protocol';
import { isPicture, save, useFiles } from '../files.ts';
import { useStrings } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** Files that came with a message. Their addresses need our token, so they are fetched and handed over, never linked. */
export function AttachmentsCard({ items }: { readonly items: readonly CardItem[] }) {
  return (
    <ul class="files">
      {items.map((item, index) => (
        <FileLine key={index} name={item.title} size={item.text ?? ''} url={item.actions?.find((a) => a.url)?.url ?? null} />
      ))}
    </ul>
  );
}

function FileLine({ name, size, url }: { readonly name: string; readonly size: string; readonly url: string | null }) {
  const t = useStrings();
  const files = useFiles();
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const fetched = async (): Promise<void> => {
    if (files === null || url === null) return;
    setState('loading');
    try {
      save(await files.download(url), name);
      setState('idle');
    } catch {
      // Whatever it was, the way on is the same: try again.
      setState('failed');
    }
  };
  return (
    <li class="file">
      {url !== null && isPicture(name) && <Preview url={url} name={name} />}
      <button
        type="button"
        class="file-button"
        disabled={url === null || state === 'loading'}
        aria-label={`${t.download}: ${name}`}
        onClick={() => void fetched()}
      >
        <Icon name="file" />
        <span class="file-name" dir="auto">{name}</span>
        <small>{state === 'failed' ? t.downloadFailed : size}</small>
      </button>
    </li>
  );
}

function Preview({ url, name }: { readonly url: string; readonly name: string }) {
  const files = useFiles();
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    files?.download(url).then(
      (blob) => {
        if (gone) return;
        made = URL.createObjectURL(blob);
        setShown(made);
      },
      () => {
        // No preview; the button beneath still offers the file.
      },
    );
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [files, url]);
  return shown === null ? null : <img class="file-preview" src={shown} alt={name} />;
}
