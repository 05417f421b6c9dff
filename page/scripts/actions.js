// What a click on an element with data-do does, or on a link to "#do-…", which is what the chat lets
// through. Actions that aren't in the table are events of the
// page, which the server handles; they get the element's other data and the place of its turn.
const ACTIONS = {};
const EVENTS = [
  'again', 'ask', 'judge', 'open', 'picture', 'purge', 'remove', 'restore', 'save', 'search', 'tick', 'turn',
];
const COMPACT = matchMedia('(max-width: 1023px)');
const CALM = matchMedia('(prefers-reduced-motion: reduce)');
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const replies = () => all('.chat [data-testid=bot]');
const questions = () => all('.chat [data-testid=user]');

const placeOf = element => {
  const turn = element.closest('[data-testid=bot], [data-testid=user]');
  return turn ? Math.max(replies().indexOf(turn), questions().indexOf(turn)) : -1;
};

document.addEventListener('click', event => {
  const element = event.target.closest?.('[data-do], a[href^="#do-"]');
  if (!element) return;
  event.preventDefault();
  one('details.menu[open]')?.removeAttribute('open');
  const {do: named, ...data} = element.dataset;
  const action = named || element.hash.slice('#do-'.length);
  const act = ACTIONS[action];
  if (act) act(element, event);
  else if (EVENTS.includes(action)) trigger(action, {...data, place: placeOf(element)});
});

// A menu closes where something else is clicked.
document.addEventListener('pointerdown', event => {
  const menu = one('details.menu[open]');
  if (menu && !menu.contains(event.target)) menu.removeAttribute('open');
});
