// Below 1024 px the sources are a sheet from below. Back closes it, as on a phone it should.
const side = () => one('.side');
const isSheetOpen = () => side().classList.contains('open');
let cameFrom = null;    // the footnote, to go back to

const openSheet = () => {
  if (!COMPACT.matches || isSheetOpen()) return;
  side().classList.add('open');
  side().setAttribute('role', 'dialog');
  side().setAttribute('aria-label', 'Sources');
  history.pushState({sheet: true}, '');
};

const closeSheet = () => {
  if (!isSheetOpen()) return;
  side().classList.remove('open', 'full');
  side().removeAttribute('role');
  side().removeAttribute('aria-label');
  side().style.height = '';
};

const goBack = () => {
  if (isSheetOpen() && history.state?.sheet) history.back();
  else returnFocus();
};

const returnFocus = () => {
  closeSheet();
  (cameFrom?.isConnected ? cameFrom : box())?.focus({preventScroll: true});
  cameFrom = null;
};

addEventListener('popstate', () => { if (isSheetOpen()) returnFocus(); });
ACTIONS.sheet = () => { showTab('Sources'); openSheet(); one('.side [role=tab]')?.focus(); };
ACTIONS.back = goBack;

const showTab = name => all('.side [role=tab]')
  .find(tab => tab.textContent.trim().split(' ')[0] === name && tab.ariaSelected !== 'true')
  ?.click();

// Its handle drags it: far up to the whole height, far down to close it.
document.addEventListener('pointerdown', down => {
  const handle = down.target.closest?.('.handle');
  if (!handle) return;
  const begin = side().offsetHeight;
  handle.setPointerCapture(down.pointerId);
  const move = event => { side().style.height = `${begin + down.clientY - event.clientY}px`; };
  const end = () => {
    handle.removeEventListener('pointermove', move);
    const share = side().offsetHeight / innerHeight;
    side().style.height = '';
    side().classList.toggle('full', share > 0.75);
    if (share < 0.35) goBack();
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end, {once: true});
});

// Beside the conversation their border can be dragged, or moved by the arrow keys.
const setSide = share => {
  const percent = Math.min(65, Math.max(25, share));
  document.documentElement.style.setProperty('--side', `${percent}%`);
  one('.divider').setAttribute('aria-valuenow', Math.round(percent));
};
document.addEventListener('pointerdown', down => {
  const divider = down.target.closest?.('.divider');
  if (!divider) return;
  divider.setPointerCapture(down.pointerId);
  const move = event => setSide(100 * (1 - event.clientX / innerWidth));
  divider.addEventListener('pointermove', move);
  divider.addEventListener('pointerup', () => divider.removeEventListener('pointermove', move), {once: true});
});
document.addEventListener('keydown', event => {
  const step = {ArrowLeft: 2, ArrowRight: -2}[event.key];
  if (step && event.target.matches?.('.divider'))
    setSide(Number(event.target.getAttribute('aria-valuenow')) + step);
});
