chat => {
  // What was under way is shown as stopped at once; the model may take seconds to end.
  window.stoppedPlace = chat.length / 2 - 1;
  const last = chat.at(-1);
  const content = [{type: 'text', text: STOPPED}];
  return [[...chat.slice(0, -1), {...last, content}]];
}
