// Shortcuts, the list of them, and the theme.
const dialog = () => one('dialog.shortcuts');
ACTIONS.keys = () => dialog().showModal();
ACTIONS['close-keys'] = () => dialog().close();

const setTheme = name => document.body.classList.toggle('dark', name === 'dark');
const kept = () => { try { return localStorage.getItem('footnote-theme'); } catch { return null; } };
ACTIONS.theme = () => {
  const name = document.body.classList.contains('dark') ? 'light' : 'dark';
  setTheme(name);
  try { localStorage.setItem('footnote-theme', name); } catch { /* it lasts as long as the page */ }
};
if (kept()) setTheme(kept());

const isTyping = event => event.target.closest?.('input, textarea, [contenteditable]');
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    if (card) hideCard();
    else if (one('details.menu[open]')) one('details.menu[open]').removeAttribute('open');
    else if (isMenuOpen()) leaveMenu();
    else if (isOver()) leaveList();
    else if (!dialog().open && (cameFrom || isSheetOpen())) goBack();
  } else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ACTIONS.find();
  } else if (!isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === '/') { event.preventDefault(); box().focus(); }
    if (event.key === '?') { event.preventDefault(); ACTIONS.keys(); }
  }
});
