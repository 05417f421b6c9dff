// The conversation: what its messages are called, where it is read from, its rows of actions.

// Gradio would read out the messages' source. Its list of examples has no list items.
const giveNames = () => {
  for (const [messages, name] of [[replies(), 'Answer'], [questions(), 'Question']]) {
    messages.forEach((message, i) => {
      const label = `${name} ${i + 1}`;
      if (message.getAttribute('aria-label') === label) return;
      message.setAttribute('role', 'group');  // without a role its name isn't read
      message.setAttribute('aria-label', label);
    });
  }
  box()?.setAttribute('aria-label', 'Question');
  one('.composer .submit-button')?.setAttribute('aria-label', 'Ask');
  one('.composer .stop-button')?.setAttribute('aria-label', 'Stop');
  all('.chat a[href^="#do-"]:not([role])').forEach(link => link.setAttribute('role', 'button'));
  all('.chat .unfold:not([aria-expanded])').forEach(link => {
    link.setAttribute('aria-expanded', !one('.notes', link.closest('[data-testid=bot]')).hidden);
  });
  all('.chat .up, .chat .down').forEach(link => {
    link.setAttribute('aria-pressed', link.classList.contains('pressed'));
  });
  all('.chat .pill:not([aria-label])').forEach(link => {
    link.setAttribute('aria-label', `Footnote ${link.textContent}: show the sentence`);
  });
};

// A new answer is read from its beginning: its question goes to the top, also once it is complete.
// Its first citation is lit then, where the source is beside it.
let newest = {};
const showNewest = () => {
  const question = questions().at(-1);
  const pane = one('.chat [role=log]');
  if (!question || !pane) return;
  const state = {
    place: replies().length,
    asked: one('.message-content', question)?.textContent,
    isComplete: Boolean(one('.row', replies().at(-1))),
  };
  const isSame = newest.place === state.place && newest.asked === state.asked;
  const isAnswered = state.isComplete && window.answeredPlace === state.place - 1;
  if (isSame && newest.isComplete === state.isComplete && !isAnswered) return;
  const toTop = () => {
    const above = question.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({top: pane.scrollTop + above - 16});
  };
  toTop();
  setTimeout(toTop, 60);  // what was not drawn until now is of another height than was guessed
  newest = state;
  if (!isAnswered) return;
  window.answeredPlace = null;
  const first = one('sup a[href^="#s-"]', replies().at(-1));
  if (first && !COMPACT.matches) show(first.hash);
};

// The clipboard gets the answer with its markers, and its footnotes below.
ACTIONS.copy = async button => {
  const lines = all('.clipboard span', button.closest('[data-testid=bot]'));
  const text = lines.map(line => line.textContent).join('\n');
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {  // a page that is served over plain http to another machine has none
    const box = document.body.appendChild(document.createElement('textarea'));
    box.value = text;
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  button.title = 'Copied';
  button.classList.add('done');
  setTimeout(() => {
    button.title = 'Copy';
    button.classList.remove('done');
  }, 2000);
};

const judge = liked => button => trigger('judge', {place: placeOf(button), liked});
ACTIONS.up = judge(true);
ACTIONS.down = judge(false);
ACTIONS.alone = button => trigger('again', {place: placeOf(button), alone: true});

ACTIONS.unfold = button => {
  const folded = button.closest('[data-testid=bot]').querySelector('.notes');
  folded.hidden = !folded.hidden;
  button.setAttribute('aria-expanded', !folded.hidden);
};

// A question is edited where it stands; asked, it takes its old place, and what follows it goes.
ACTIONS.edit = button => {
  const place = placeOf(button);
  const message = questions()[place];
  one('form', message)?.remove();
  const form = document.createElement('form');
  form.className = 'editing';
  form.innerHTML = `<textarea aria-label="Question ${place + 1}, edited" rows="2" maxlength="1000">
    </textarea><p><button class="primary">Ask</button> <button type="button" class="cancel">Cancel
    </button> <span>What follows it goes.</span></p>`;
  const box = one('textarea', form);
  box.value = one('.message-content', message).textContent.trim();
  const close = () => {
    form.remove();
    message.classList.remove('edited');
    button.isConnected && button.focus();
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (!box.value.trim()) return;
    const question = box.value;
    close();
    trigger('again', {place, question});
  });
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.stopPropagation(); close(); }
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  one('.cancel', form).addEventListener('click', close);
  message.classList.add('edited');
  message.append(form);
  box.focus();
};

let due = 0;
const refresh = () => {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(() => {
    giveNames();
    showTimes();
    showNewest();
    lightUp();
    showCitedBy();
    showPageNow();
  });
};
document.addEventListener('click', event => {
  if (event.target.closest?.('.side [role=tab], [data-do=sheet], a[href^="#s-"]')) setTimeout(refresh, 50);
});
// The chat and the document may be drawn later than this runs, and anew.
new MutationObserver(changes => {
  const isOurs = change => change.target.closest?.('.chat, .chats, .source') && !change.target.closest('.strip, .lit')
    && ![...change.addedNodes, ...change.removedNodes].every(node => node.matches?.('.by, .editing'));
  if (changes.some(isOurs)) refresh();
}).observe(document.body, {childList: true, subtree: true});
refresh();
