(chat, turn, open) => {
  // A turn is sent alone and takes its place among those that are there; one of another conversation
  // than the open one takes none. What is still on its way when it is stopped is no longer shown.
  const place = `${turn.chat} ${turn.place}`;
  if (turn.state === 'begun') window.stoppedPlace = window.answeredPlace = null;
  if (turn.chat !== open || (turn.state === 'draft' && place === window.stoppedPlace)) return [chat];
  // Said, not seen: the draft and the answer may be drawn at once, as one change.
  if (turn.state === 'done' && !turn.rest) window.answeredPlace = turn.place;
  const message = (text, i) => ({
    role: i ? 'assistant' : 'user', metadata: null, options: null, content: [{type: 'text', text}],
  });
  const before = (chat || []).slice(0, 2 * turn.place);
  const after = turn.rest ? (chat || []).slice(2 * turn.place + 2) : [];
  return [[...before, ...turn.messages.map(message), ...after]];
}
