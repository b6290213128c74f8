// Runs before the first paint so a dark console never flashes white. A file, because the content policy forbids inline scripts.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('ez-console-theme');
  } catch (error) {
    // Storage can be switched off by policy; the system's preference decides then.
    chosen = null;
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
