// The card of a footnote: its quote, on hover and on focus. Escape puts it away.
let card = null;
let carded = null;

const hideCard = () => {
  carded?.removeAttribute('aria-describedby');
  card?.remove();
  card = null;
};

const placeCard = () => {
  const box = carded.getBoundingClientRect();
  const left = Math.min(Math.max(16, box.left - 24), innerWidth - card.offsetWidth - 16);
  const below = box.bottom + 6 + card.offsetHeight < innerHeight;
  card.style.left = `${left}px`;
  card.style.top = `${below ? box.bottom + 6 : box.top - card.offsetHeight - 6}px`;
};

// The chat scrolls by itself when an answer comes, under a mouse that rests: the card goes along.
// The source scrolls to its sentence, too, which is nothing to the card.
const followPill = event => {
  if (!card || !event.target.contains(carded)) return;
  const [box, frame] = [carded, event.target === document ? document.documentElement : event.target]
    .map(element => element.getBoundingClientRect());
  if (box.bottom < frame.top || box.top > frame.bottom) hideCard();
  else placeCard();
};

const showCard = pill => {
  hideCard();
  const notes = pill.closest('[data-testid=bot], .welcome-card')?.querySelector('.notes');
  const note = notes?.children[Number(pill.textContent) - 1];
  if (!note) return;
  carded = pill;
  card = document.createElement('div');
  card.className = 'card';
  card.id = 'footnote-card';
  card.setAttribute('role', 'tooltip');
  card.append(...note.cloneNode(true).childNodes);
  document.querySelector('.app-page').append(card);
  placeCard();
  pill.setAttribute('aria-describedby', card.id);
};

const pillOf = event => event.target.closest?.('a.pill');
document.addEventListener('mouseover', event => {
  const pill = pillOf(event);
  if (pill && (pill !== carded || !card)) showCard(pill);
  else if (!pill && !event.target.closest?.('.card') && carded !== document.activeElement) hideCard();
});
document.addEventListener('focusin', event => {
  const pill = pillOf(event);
  if (pill && pill.matches(':focus-visible')) showCard(pill);
  else if (!event.target.closest?.('.card')) hideCard();
});
document.addEventListener('scroll', followPill, true);
