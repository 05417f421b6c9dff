(chat, turn) => {
  // A turn is sent alone and takes its place among those that are there.
  // What is still on its way when it is stopped is no longer shown.
  if (turn.state === 'begun') window.stoppedPlace = null;
  if (turn.state === 'draft' && turn.place === window.stoppedPlace) return [chat];
  const message = (text, i) => ({
    role: i ? 'assistant' : 'user', metadata: null, options: null, content: [{type: 'text', text}],
  });
  const before = (chat || []).slice(0, 2 * turn.place);
  const after = turn.rest ? (chat || []).slice(2 * turn.place + 2) : [];
  return [[...before, ...turn.messages.map(message), ...after]];
}
