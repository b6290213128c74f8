import { mountLauncher, type EzChat } from './launcher.ts';
import { readSettings } from './settings.ts';

declare global {
  interface Window {
    EzChat?: EzChat;
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && window.EzChat === undefined) {
  const settings = readSettings(script, { lang: document.documentElement.lang });
  const mount = (): void => {
    window.EzChat ??= mountLauncher(document, settings);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
  else mount();
}
