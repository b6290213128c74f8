import {
  createTheme,
  localStorageColorSchemeManager,
  Drawer,
  Loader,
  Modal,
  Notification,
  Tooltip,
  Button,
  ActionIcon,
} from '@mantine/core';

/** Colours live in tokens.css; this names what Mantine needs to know in script. */
export const theme = createTheme({
  primaryColor: 'teal',
  cursorType: 'pointer',
  components: {
    // Locking the page's scroll works through a generated <style>, which the content policy refuses; the page does not scroll anyway.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, radius: 'lg' },
      styles: { title: { fontWeight: 600 } },
    }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false }, styles: { title: { fontWeight: 600 } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
    // A label is only allowed on what has a role.
    Loader: Loader.extend({ defaultProps: { role: 'status' } }),
    Button: Button.extend({ defaultProps: { radius: 'md' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { radius: 'md', variant: 'subtle', color: 'gray' } }),
  },
});

/** The key is read by public/theme-init.js before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'ez-console-theme' });
