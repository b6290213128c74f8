// The page's own buttons open the chat through its public interface; the loader may still be on its way.
document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-open-chat]')) window.EzChat?.open();
});

// The sandbox listens on the next port of this host.
const port = Number(location.port || (location.protocol === 'https:' ? 443 : 80)) + 1;
for (const link of document.querySelectorAll('[data-sandbox]')) {
  link.setAttribute('href', `http://${location.hostname}:${port}${link.getAttribute('data-sandbox')}`);
}
