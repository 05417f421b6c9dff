// A click on a footnote lights its sentence up, once the part of the document that holds it is there.
let wanted = null;
const light = () => {
  const sentence = document.getElementById(wanted);
  if (!sentence) return false;
  const pane = sentence.closest('.document');
  pane.querySelectorAll('.lit').forEach(other => other.classList.remove('lit'));
  sentence.classList.add('lit');
  const above = sentence.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({top: pane.scrollTop + above - pane.clientHeight / 3});
  pane.scrollIntoView({block: 'nearest'});
  return true;
};
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#s-"]');
  if (!link) return;
  event.preventDefault();
  wanted = link.hash.slice(1);
  if (!light()) trigger('turn', {anchor: wanted});
});
watch('value', light);
