// Footnotes and the sentences that they cite: lights sentences up, shows which answers cite one.
let wanted = null;      // what a footnote leads to: the id of a sentence, and the words in it

// "#s-0123456789ab-12:5-17,20-30" is sentence 12, and the words at these places in it.
const target = hash => {
  const [id, words] = hash.slice(1).split(':');
  return {id, words: (words || '').split(',').filter(Boolean).map(pair => pair.split('-').map(Number))};
};

// Shows a sentence; the server sends the part of the document that holds it where it isn't there.
const show = (hash, {focus = false} = {}) => {
  wanted = {...target(hash), focus};
  all('.document .lit').forEach(goOut);
  if (!lightUp()) trigger('turn', {anchor: wanted.id});
};

const lightUp = () => {
  const sentence = wanted && document.getElementById(wanted.id);
  if (!sentence) return false;
  const {words, focus} = wanted;
  wanted = null;
  showTab('Source');
  emphasise(sentence, words);
  sentence.classList.add('lit');
  showOnPage(sentence);
  // The tab may be drawn only now.
  requestAnimationFrame(() => {
    centre(sentence);
    // What was not drawn until now is of another height than was guessed.
    if (sentence.closest('section')) setTimeout(() => centre(sentence), 60);
    if (!focus) return;
    sentence.tabIndex = -1;
    sentence.focus({preventScroll: true});
  });
  return true;
};

const centre = sentence => {
  const pane = sentence.closest('.document');
  const above = sentence.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({top: pane.scrollTop + above - pane.clientHeight / 3});
};

// The texts of a sentence: a table's row has one in each cell, which knows where it begins.
const partsOf = sentence => {
  const parts = all('[data-at]', sentence);
  return parts.length ? parts : [sentence];
};

const goOut = sentence => {
  sentence.classList.remove('lit');
  for (const part of partsOf(sentence)) part.textContent = part.textContent;
};

const emphasise = (sentence, words) => {
  const parts = partsOf(sentence);
  const length = Array.from(sentence.textContent).length;
  const isWhole = words.some(([from, to]) => from === 0 && to >= length);
  for (const part of isWhole ? [] : parts) {
    const begin = Number(part.dataset.at || 0);
    const signs = Array.from(part.textContent);  // places count code points, as Python does
    const pieces = [];
    let end = 0;
    for (const [from, to] of words.map(pair => pair.map(place => place - begin))) {
      if (to <= end || from >= signs.length) continue;
      const strong = document.createElement('strong');
      strong.textContent = signs.slice(Math.max(end, from), to).join('');
      pieces.push(signs.slice(end, Math.max(end, from)).join(''), strong);
      end = to;
    }
    part.replaceChildren(...pieces, signs.slice(end).join(''));
  }
};

const cited = reply => new Set(all('sup a[href^="#s-"]', reply).map(link => target(link.hash).id));

// Which answers cite each sentence: its id, and their places.
const citations = () => {
  const places = new Map();
  replies().forEach((reply, place) => cited(reply).forEach(id => {
    places.set(id, [...places.get(id) || [], place]);
  }));
  return places;
};

// Behind each cited sentence a link back to every answer that cites it, and a mark for it in the
// strip along the scroll bar; drawn anew where any of that has changed.
let marked = {};
const showCitedBy = () => {
  const pane = one('.document'), strip = one('.strip');
  const isSeen = Boolean(pane?.offsetParent);
  const places = citations();
  const what = JSON.stringify([...places]);
  if (marked.pane === pane && marked.isSeen === isSeen && marked.what === what) return;
  marked = {pane, isSeen, what};
  all('.document .by, .strip a').forEach(mark => mark.remove());
  if (strip && isSeen) strip.style.top = `${pane.offsetTop}px`;
  for (const [id, answers] of places) {
    const sentence = document.getElementById(id);
    if (!sentence) continue;
    const end = sentence.matches('tr') ? sentence.lastElementChild.lastElementChild : sentence;
    end.after(...answers.map(citedBy));
    if (strip && isSeen) strip.append(stripMark(id, sentence, pane));
  }
};

const stripMark = (id, sentence, pane) => {
  const above = sentence.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const mark = document.createElement('a');
  mark.href = `#${id}`;
  mark.tabIndex = -1;
  mark.style.top = `${100 * (pane.scrollTop + above) / pane.scrollHeight}%`;
  return mark;
};

const citedBy = place => {
  const mark = document.createElement('a');
  mark.className = 'by';
  mark.href = `#answer-${place}`;
  mark.textContent = `↩${place + 1}`;
  mark.title = `Cited by answer ${place + 1}`;
  mark.setAttribute('aria-label', mark.title);
  return mark;
};

const showAnswer = place => {
  const reply = replies()[place];
  if (!reply) return;
  if (isSheetOpen()) goBack();
  reply.scrollIntoView({block: 'center', behavior: CALM.matches ? 'auto' : 'smooth'});
  one('sup a', reply)?.focus({preventScroll: true});
};

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#s-"], a[href^="#answer-"]');
  if (!link || !link.closest('.app-page')) return;
  event.preventDefault();
  if (link.hash.startsWith('#answer-')) {
    showAnswer(Number(link.hash.slice('#answer-'.length)));
    return;
  }
  if (link.closest('.chat, .card')) cameFrom = link.closest('.card') ? carded : link;
  hideCard();
  openSheet();
  show(link.hash, {focus: event.detail === 0 || COMPACT.matches});
});
