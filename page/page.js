// Footnotes and the sentences that they cite: lights sentences up, shows which answers cite one.
const NARROW = matchMedia('(max-width: 767px)');
const CALM = matchMedia('(prefers-reduced-motion: reduce)');
const replies = () => [...document.querySelectorAll('.chat [data-testid=bot]')];
let wanted = null;      // what a footnote leads to: the id of a sentence, and the words in it
let cameFrom = null;    // the footnote, to go back to
let byKeyboard = false;

// "#s-0123456789ab-12:5-17,20-30" is sentence 12, and the words at these places in it.
const target = link => {
  const [id, words] = link.hash.slice(1).split(':');
  return {id, words: (words || '').split(',').filter(Boolean).map(pair => pair.split('-').map(Number))};
};

const lightUp = () => {
  const sentence = wanted && document.getElementById(wanted.id);
  if (!sentence) return false;
  const pane = sentence.closest('.document');
  emphasise(sentence, wanted.words);
  sentence.classList.add('lit');
  openSide();
  const above = sentence.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({top: pane.scrollTop + above - pane.clientHeight / 3});
  pane.scrollIntoView({block: 'nearest'});
  if (byKeyboard || NARROW.matches) {
    sentence.tabIndex = -1;
    sentence.focus({preventScroll: true});
  }
  wanted = null;
  return true;
};

const goOut = sentence => {
  sentence.classList.remove('lit');
  sentence.textContent = sentence.textContent;
};

const emphasise = (sentence, words) => {
  const signs = Array.from(sentence.textContent);  // places count code points, as Python does
  const pieces = [];
  let end = 0;
  for (const [from, to] of words) {
    if (from === 0 && to === signs.length) continue;
    const strong = document.createElement('strong');
    strong.textContent = signs.slice(from, to).join('');
    pieces.push(signs.slice(end, from).join(''), strong);
    end = to;
  }
  sentence.replaceChildren(...pieces, signs.slice(end).join(''));
};

// Behind each cited sentence a link back to every answer that cites it.
const showCitedBy = () => {
  document.querySelectorAll('.document .by').forEach(mark => mark.remove());
  replies().forEach((reply, place) => {
    const cited = [...reply.querySelectorAll('sup a[href^="#s-"]')].map(link => target(link).id);
    for (const id of new Set(cited)) {
      let last = document.getElementById(id);
      if (!last) continue;
      while (last.nextElementSibling?.matches('.by')) last = last.nextElementSibling;
      const mark = document.createElement('a');
      mark.className = 'by';
      mark.href = `#answer-${place}`;
      mark.textContent = `↩${place + 1}`;
      mark.title = `Cited by answer ${place + 1}`;
      mark.setAttribute('aria-label', mark.title);
      last.after(mark);
    }
  });
};

const showAnswer = place => {
  const reply = replies()[place];
  if (!reply) return;
  closeSide();
  reply.scrollIntoView({block: 'center', behavior: CALM.matches ? 'auto' : 'smooth'});
  reply.querySelector('sup a')?.focus({preventScroll: true});
};

// On a phone the documents slide over the chat.
const side = () => document.querySelector('.side');
const openSide = () => side().classList.add('open');
const closeSide = () => side().classList.remove('open');

// The clipboard gets the answer with its markers, and its footnotes below.
const copy = async link => {
  const lines = link.closest('[data-testid=bot]').querySelectorAll('.clipboard span');
  const text = [...lines].map(line => line.textContent).join('\n');
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {  // a page that is served over plain http to another machine has none
    const box = document.body.appendChild(document.createElement('textarea'));
    box.value = text;
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  link.textContent = 'Copied';
  setTimeout(() => { link.textContent = 'Copy'; }, 2000);
};

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || !link.closest('.chat, .side, .tools')) return;
  event.preventDefault();
  const reply = link.closest('[data-testid=bot]');
  const place = replies().indexOf(reply);
  if (link.hash.startsWith('#s-')) {
    wanted = target(link);
    cameFrom = link;
    byKeyboard = event.detail === 0;
    document.querySelectorAll('.document .lit').forEach(goOut);
    if (!lightUp()) trigger('turn', {anchor: wanted.id});
  } else if (link.hash.startsWith('#answer-')) {
    showAnswer(Number(link.hash.slice('#answer-'.length)));
  } else if (link.hash === '#copy') {
    copy(link);
  } else if (link.hash === '#again') {
    trigger('again', {place});
  } else if (link.hash === '#edit') {
    trigger('edit', {place});
    document.querySelector('.talk > .block textarea')?.focus();
  } else if (link.hash === '#side') {
    openSide();
    document.querySelector('.to-chat').focus();
  } else if (link.hash === '#chat') {
    goBack();
  }
});

const goBack = () => {
  closeSide();
  (cameFrom?.isConnected ? cameFrom : document.querySelector('.to-document'))?.focus();
  cameFrom = null;
};

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (cameFrom || side().classList.contains('open')) goBack();
});

// What the chat's messages are called, whose source Gradio would read out, and their footnotes. Its
// list of examples has no list items.
const giveNames = () => {
  document.querySelector('.chat .examples')?.setAttribute('role', 'group');
  for (const [who, name] of [['bot', 'Answer'], ['user', 'Question']]) {
    document.querySelectorAll(`.chat [data-testid=${who}]`).forEach((message, i) => {
      const label = `${name} ${i + 1}`;
      const named = message.closest('[aria-label]') || message;
      if (named.getAttribute('aria-label') !== label) named.setAttribute('aria-label', label);
    });
  }
  document.querySelectorAll('.chat sup a').forEach(link => {
    link.setAttribute('aria-label', `Footnote ${link.textContent}: show the sentence`);
  });
};

// A new answer is read from its beginning: its question goes to the top, also once it is complete.
let newest = '';
const showNewest = () => {
  const question = [...document.querySelectorAll('.chat [data-testid=user]')].at(-1);
  const pane = document.querySelector('.chat .bubble-wrap');
  if (!question || !pane) return;
  const state = `${replies().length} ${Boolean(replies().at(-1)?.querySelector('.actions'))}`;
  if (state !== newest) {
    const above = question.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({top: pane.scrollTop + above - 16});
  }
  newest = state;
};

let due = 0;
const refresh = () => {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(() => { showCitedBy(); giveNames(); showNewest(); });
};
// The chat may be drawn later than this runs, and anew.
new MutationObserver(changes => {
  if (changes.some(change => change.target.closest?.('.chat'))) refresh();
}).observe(document.body, {childList: true, subtree: true});
watch('value', () => { lightUp(); refresh(); });
