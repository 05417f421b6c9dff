// The list of conversations: beside the chat where there is room, else over it.
const ROOMY = matchMedia('(min-width: 1440px)');
const chats = () => one('.chats');
const isListOpen = () => chats().classList.contains('toggled') !== ROOMY.matches;

const toggleList = () => {
  chats().classList.toggle('toggled');
  const isOpen = isListOpen();
  one('.bar .past').setAttribute('aria-expanded', isOpen);
  if (isOpen) one('.chats .chip').focus();
  else one('.bar .past').focus();
};
ACTIONS.chats = toggleList;

// Over the chat it closes once it has led somewhere, or where something else is clicked.
const isOver = () => !ROOMY.matches && isListOpen();
const leaveList = () => { if (isOver()) toggleList(); };
document.addEventListener('pointerdown', event => {
  if (isOver() && !event.target.closest?.('.chats, .past, .toast-wrap')) leaveList();
});
for (const name of ['begin', 'chat']) {
  ACTIONS[name] = button => {
    trigger(name, {...button.dataset});
    all('.document .lit').forEach(goOut);  // it was lit for the other conversation
    leaveList();
    if (!matchMedia('(pointer: coarse)').matches) box().focus();
  };
}

// As with a source, what was deleted is gone for good once its undo has gone.
let deleted = '';
ACTIONS.delete = button => {
  const {chat} = button.dataset;
  deleted = chat;
  trigger('delete', {chat});
  setTimeout(() => trigger('forget', {chat}), 11_000);
};
ACTIONS.undelete = () => trigger('undelete', {chat: deleted});

// "14:05" today, "Mon" within a week, else "30 Nov".
const tellTime = seconds => {
  const then = new Date(1000 * seconds), days = (Date.now() - then) / 86_400_000;
  if (then.toDateString() === new Date().toDateString())
    return then.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
  return then.toLocaleDateString([], days < 6 ? {weekday: 'short'} : {day: 'numeric', month: 'short'});
};
const showTimes = () => all('.chats time:empty').forEach(time => {
  time.textContent = tellTime(Number(time.dataset.at));
});
