// The page number that is read, and the pages of a PDF as pictures, with the lit sentence marked.
const pagesPane = () => one('.pictures');

const isInside = (element, pane) => {
  const box = element?.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  return Boolean(box?.height) && box.top >= frame.top && box.bottom <= frame.bottom;
};

const showPageNow = () => {
  const now = one('.page-now');
  if (!now) return;
  const pane = pagesPane() && !pagesPane().hidden ? pagesPane() : one('.document');
  const edge = pane.getBoundingClientRect().top + 80;
  const begun = all('[data-page]', pane).filter(mark => mark.getBoundingClientRect().top <= edge);
  const lit = one('.document .lit[data-boxes]');
  const page = isInside(lit, pane) ? lit.dataset.boxes.split(' ')[0] : begun.at(-1)?.dataset.page;
  now.textContent = `p. ${page || 1} / ${now.dataset.pages}`;
};
document.addEventListener('scroll', event => {
  if (event.target.matches?.('.document, .pictures')) requestAnimationFrame(showPageNow);
}, true);

// Pictures are asked for one at a time, as they come into view.
let wantedPages = [];
let isDrawing = false;
const watchPages = new IntersectionObserver(entries => {
  for (const {isIntersecting, target: sheet} of entries) {
    if (isIntersecting && !sheet.querySelector('img') && !wantedPages.includes(sheet)) wantedPages.push(sheet);
  }
  drawNext();
}, {rootMargin: '200px'});

const drawNext = () => {
  wantedPages = wantedPages.filter(sheet => sheet.isConnected);
  if (isDrawing || !wantedPages.length) return;
  isDrawing = true;
  const sheet = wantedPages.shift();
  trigger('picture', {document: pagesPane().dataset.document, page: Number(sheet.dataset.page)});
};

const drawn = picture => {
  isDrawing = false;
  const sheet = one(`.pictures [data-page="${picture.page}"]`);
  if (sheet && picture.source && pagesPane().dataset.document === picture.document) {
    const image = document.createElement('img');
    image.src = picture.source;
    image.alt = `Page ${picture.page}`;
    sheet.style.aspectRatio = `${picture.width} / ${picture.height}`;
    sheet.dataset.width = picture.width;
    sheet.dataset.height = picture.height;
    sheet.prepend(image);
    markBoxes();
  }
  drawNext();
};

const makeSheets = () => {
  const pane = pagesPane();
  if (pane.children.length) return;
  for (let page = 1; page <= Number(pane.dataset.count); page++) {
    const sheet = document.createElement('figure');
    sheet.dataset.page = page;
    pane.append(sheet);
    watchPages.observe(sheet);
  }
};

ACTIONS.view = button => {
  const isPages = button.dataset.view === 'pages';
  all('.switch button').forEach(one => one.setAttribute('aria-pressed', one === button));
  one('.document').hidden = isPages;
  pagesPane().hidden = !isPages;
  if (isPages) { makeSheets(); showOnPage(one('.document .lit')); }
  showPageNow();
};

// The boxes of the lit sentence, in points from the page's top left corner: "page left top right
// bottom", one a line.
let boxes = [];
const showOnPage = sentence => {
  boxes = (sentence?.dataset.boxes || '').split(';').filter(Boolean).map(box => box.split(' ').map(Number));
  if (!boxes.length || !pagesPane() || pagesPane().hidden) return;
  markBoxes();
  one(`.pictures [data-page="${boxes[0][0]}"]`)?.scrollIntoView({block: 'start'});
};

const markBoxes = () => {
  all('.pictures .mark').forEach(mark => mark.remove());
  for (const [page, left, top, right, bottom] of boxes) {
    const sheet = one(`.pictures [data-page="${page}"]`);
    const {width, height} = sheet?.dataset || {};
    if (!width) continue;
    const mark = document.createElement('i');
    mark.className = 'mark';
    mark.style.cssText = `left:${100 * left / width}%; top:${100 * top / height}%;`
      + `width:${100 * (right - left) / width}%; height:${100 * (bottom - top) / height}%`;
    sheet.append(mark);
  }
};

// What the server sends to the script: places that were searched for, a page's picture.
watch('value', () => {
  const sent = props.value || {};
  if (sent.places) searched(sent);
  if (sent.page) drawn(sent);
});
