import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OutgoingFile, StoredFile } from '@ez/protocol';

/** How files travel; both ways need the session, so neither is a plain link. */
export interface Files {
  readonly upload: (file: File) => Promise<StoredFile>;
  readonly download: (url: string) => Promise<Blob>;
}

export const FilesContext = createContext<Files | null>(null);
export const useFiles = (): Files | null => useContext(FilesContext);

/** The server's limits (docs: limits); asked there again. */
export const maxFileBytes = 10 * 1024 * 1024;
export const maxFiles = 10;
export const acceptedFiles = 'image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,.txt,.log';

export type PendingFile =
  | { readonly key: number; readonly name: string; readonly state: 'sending' }
  | { readonly key: number; readonly name: string; readonly state: 'ready'; readonly stored: OutgoingFile }
  | { readonly key: number; readonly name: string; readonly state: 'failed'; readonly reason: string };

export const isPicture = (name: string): boolean => /\.(?:png|jpe?g|gif|webp)$/i.test(name);

/** Hands a file to the person under its name. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the next task; kept longer it would stay in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
