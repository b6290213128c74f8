import { render } from 'preact';
import { browserMemory, ChatClient } from '@ez/protocol';
import { App } from './App.tsx';
import { readConfig } from './config.ts';
import { connectFrame } from './frame.ts';
import { loadLanguage } from './i18n/index.ts';
import { applyTheme } from './theme.ts';
import './styles/base.css';
import './styles/messages.css';
import './styles/cards.css';

const config = readConfig(location.hash, navigator.languages);
const frame = connectFrame(window, config.hostOrigin);
const language = await loadLanguage(config.locale);

document.documentElement.lang = language.locale;
document.documentElement.dir = language.dir;
document.title = config.title ?? language.strings.title;
applyTheme(document.documentElement, config.color, config.theme);

// Loaded in a frame we were not opened in by our loader, there is nobody to talk to: show nothing that could be clicked on.
const root = document.getElementById('chat');
if (root !== null && (window.parent === window || frame.embedded)) {
  const client = new ChatClient({
    baseUrl: location.origin,
    memory: browserMemory('ez.chat'),
    lockName: 'ez.chat',
    locale: config.locale,
    hasNetwork: () => navigator.onLine,
  });
  render(<App client={client} config={config} frame={frame} language={language} />, root);
  client.start();
}
