// Finds words in the whole source: the server says where, and each place is shown like a citation.
let places = [];
let current = 0;
const findBar = () => one('.find-bar');

ACTIONS.find = () => {
  openSheet();
  showTab('Source');
  if (!findBar()) return;
  findBar().hidden = false;
  one('input', findBar()).focus();
  one('input', findBar()).select();
};

ACTIONS['find-close'] = () => {
  findBar().hidden = true;
  one('.document').focus();
};

const stepFind = by => {
  if (!places.length) return;
  current = (current + by + places.length) % places.length;
  one('[role=status]', findBar()).textContent = `${current + 1} of ${places.length}`;
  show(`#${places[current]}`);
};
ACTIONS['find-step'] = button => stepFind(Number(button.dataset.step));

const searched = found => {
  if (!findBar()) return;
  findBar().dataset.searched = found.text;
  places = found.places;
  current = 0;
  one('[role=status]', findBar()).textContent = places.length ? '' : 'Not in it';
  stepFind(0);
};

document.addEventListener('submit', event => {
  if (!event.target.matches('.find-bar')) return;
  event.preventDefault();
  const text = one('input', findBar()).value.trim();
  if (!text) return;
  if (text === findBar().dataset.searched) stepFind(1);
  else trigger('search', {text, document: one('.document').dataset.document});
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.target.closest?.('.find-bar')) {
    event.stopImmediatePropagation();
    ACTIONS['find-close']();
  }
});
