// The menu of what answers. What servers offer is asked for each time that it is opened.
const models = () => one('.models');
const isMenuOpen = () => models()?.classList.contains('toggled') ?? false;
const modelsButton = () => one('[data-do=models]');

const toggleMenu = () => {
  models().classList.toggle('toggled');
  modelsButton().setAttribute('aria-expanded', isMenuOpen());
  if (isMenuOpen()) trigger('models');
};
ACTIONS.models = toggleMenu;

const leaveMenu = () => {
  if (!isMenuOpen()) return;
  toggleMenu();
  modelsButton().focus();
};
document.addEventListener('pointerdown', event => {
  if (isMenuOpen() && !event.target.closest?.('.models, [data-do=models]')) toggleMenu();
});

const use = spec => { trigger('use', {spec}); leaveMenu(); };
ACTIONS.use = button => use(button.dataset.spec);
document.addEventListener('submit', event => {
  if (!event.target.matches('.other-model')) return;
  event.preventDefault();
  const spec = one('input', event.target).value.trim();
  if (spec) use(spec);
});
