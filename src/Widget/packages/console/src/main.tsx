import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter';
import './shell/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleApi } from './api/client';
import { App } from './shell/App';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <App api={new ConsoleApi()} />
  </StrictMode>,
);
