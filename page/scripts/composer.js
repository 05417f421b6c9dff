// The question box, and files that are dropped anywhere on the page.
const box = () => one('.composer textarea');

// A question that is offered is asked as if it had been typed.
ACTIONS.ask = button => trigger('ask', {question: button.textContent});

ACTIONS.add = () => one('.add-files').click();

const carriesFiles = event => [...event.dataTransfer?.types || []].includes('Files');
let inside = 0;
const markDropping = () => document.body.classList.toggle('dropping', inside > 0);
addEventListener('dragenter', event => { if (carriesFiles(event)) { inside++; markDropping(); } });
addEventListener('dragleave', event => { if (carriesFiles(event)) { inside--; markDropping(); } });
addEventListener('dragover', event => { if (carriesFiles(event)) event.preventDefault(); });
addEventListener('drop', event => {
  inside = 0;
  markDropping();
  if (!carriesFiles(event) || event.target.closest?.('[type=file], .file-drop')) return;
  event.preventDefault();
  const input = one('input[type=file][data-testid*=upload-button]');
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event('change', {bubbles: true}));
});

// A tick box asks a source, or doesn't. What was removed is deleted once its undo has gone.
document.addEventListener('change', event => {
  const tick = event.target.closest?.('[data-tick]');
  if (tick) trigger('tick', {document: tick.dataset.tick, on: tick.checked});
});
let removed = '';
ACTIONS.restore = button => trigger('restore', {documents: button.dataset.documents || removed});
ACTIONS.remove = button => {
  removed = button.dataset.document;
  trigger('remove', {document: button.dataset.document});
  setTimeout(() => trigger('purge'), 11_000);
};

// The same file can be given again once it has changed: a browser tells only of another one.
document.addEventListener('change', event => {
  const input = event.target;
  if (input.matches?.('input[type=file]')) setTimeout(() => { input.value = ''; }, 500);
});
