import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ChatClient, ChatState } from '@ez/protocol';
import type { ChatConfig } from './config.ts';
import type { Frame } from './frame.ts';
import { LanguageContext, type Language } from './i18n/index.ts';
import { FilesContext, type Files } from './files.ts';
import { Banner } from './components/Banner.tsx';
import { Composer } from './components/Composer.tsx';
import { Header } from './components/Header.tsx';
import { MessageList } from './components/MessageList.tsx';

interface Props {
  readonly client: ChatClient;
  readonly config: ChatConfig;
  readonly frame: Frame;
  readonly language: Language;
}

export function App({ client, config, frame, language }: Props) {
  const state = useChat(client);
  const { visible, focusRequest } = useVisibility(client, frame);
  useReading(client, state, frame, visible);
  const t = language.strings;
  const files = useMemo<Files>(() => ({ upload: (file) => client.upload(file), download: (url) => client.download(url) }), [client]);
  const close = frame.embedded ? () => frame.post({ type: 'close' }) : null;

  useEffect(() => {
    if (!frame.embedded) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) frame.post({ type: 'close' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [frame]);

  return (
    <LanguageContext.Provider value={language}>
      <FilesContext.Provider value={files}>
        <main class="chat" dir={language.dir}>
          <Header title={config.title ?? t.title} owner={state.owner} connection={state.connection} onClose={close} />
          <Banner state={state} onReopen={() => client.reopen()} />
          <MessageList
            state={state}
            greeting={config.greeting}
            house={config.title ?? t.title}
            onAct={(entryId, action, values) => client.act(entryId, action.id, values, action.label)}
            onRetry={(id) => client.retry(id)}
            onDiscard={(id) => client.discard(id)}
            onEarlier={() => void client.earlier()}
          />
          <Composer focusRequest={focusRequest} onSend={(text, attached) => client.send(text, attached)} onTyping={() => client.typing()} />
        </main>
      </FilesContext.Provider>
    </LanguageContext.Provider>
  );
}

function useChat(client: ChatClient): ChatState {
  const [state, setState] = useState(client.state);
  useEffect(() => {
    const unsubscribe = client.subscribe(setState);
    setState(client.state);
    return unsubscribe;
  }, [client]);
  return state;
}

/** Whether somebody can see us: the tab is in front, and the host page has the panel open. */
function useVisibility(client: ChatClient, frame: Frame) {
  const [shown, setShown] = useState(!frame.embedded);
  const [inFront, setInFront] = useState(document.visibilityState === 'visible');
  const [focusRequest, setFocusRequest] = useState(0);

  useEffect(() => {
    const unlisten = frame.listen((message) => {
      if (message.type === 'identify') client.identify(message.token);
      else {
        setShown(message.visible);
        // A phone's keyboard would cover the conversation that was just opened.
        if (message.visible && !message.fullScreen) setFocusRequest((n) => n + 1);
      }
    });
    const onVisibility = (): void => {
      const visible = document.visibilityState === 'visible';
      setInFront(visible);
      if (visible) client.wake();
    };
    const onOnline = (): void => client.wake();
    const onOffline = (): void => client.networkLost();
    document.addEventListener('visibilitychange', onVisibility);
    addEventListener('online', onOnline);
    addEventListener('offline', onOffline);
    frame.post({ type: 'ready' });
    return () => {
      unlisten();
      document.removeEventListener('visibilitychange', onVisibility);
      removeEventListener('online', onOnline);
      removeEventListener('offline', onOffline);
    };
  }, [client, frame]);

  return { visible: shown && inFront, focusRequest };
}

/** Tells the server what was seen, and the host page how much was not. */
function useReading(client: ChatClient, state: ChatState, frame: Frame, visible: boolean): void {
  const [seenUpTo, setSeenUpTo] = useState<number | null>(null);
  const last = state.items.at(-1)?.position ?? 0;
  useEffect(() => {
    if (visible || (seenUpTo === null && state.conversationId !== null)) setSeenUpTo(last);
    if (visible && state.connection === 'online') client.read(state.cursor);
  }, [visible, last, state.cursor, state.connection, state.conversationId]);

  const unread = useMemo(
    () => state.items.filter((i) => i.position > (seenUpTo ?? last) && i.entry.author.kind !== 'customer' && i.entry.kind !== 'event').length,
    [state.items, seenUpTo, last],
  );
  useEffect(() => frame.post({ type: 'unread', count: unread }), [unread, frame]);
}
