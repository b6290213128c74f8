import '@testing-library/jest-dom/vitest';
import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// Computing what is hidden for every role query costs most of the run; the axe checks look at that instead.
configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });

// What jsdom lacks and Mantine asks for.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    // Tests see a wide desk unless they say otherwise.
    matches: query.includes('min-width'),
    media: query,
    onchange: null,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
    dispatchEvent: () => false,
  }),
});

window.ResizeObserver = class implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

Object.defineProperty(document, 'fonts', { value: new EventTarget() });

Element.prototype.scrollTo = () => undefined;

afterEach(() => {
  cleanup();
  notifications.clean();
  window.localStorage.clear();
  window.history.replaceState(null, '', '/console/');
});
