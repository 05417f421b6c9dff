(chat, turn, open) => {
  // What was under way is shown as stopped at once; the model may take seconds to end.
  if (turn.chat !== open) return [chat];
  window.stoppedPlace = `${turn.chat} ${turn.place}`;
  const last = chat.at(-1);
  const content = [{type: 'text', text: STOPPED}];
  return [[...chat.slice(0, -1), {...last, content}]];
}
