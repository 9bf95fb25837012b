// The section that is being read is marked in the sidebar, and the sidebar
// shows the current lesson.
const nav = document.getElementById('nav');
const links = new Map();
for (const link of nav?.querySelectorAll('.page-sections a') || []) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) links.set(section, link);
}

if (links.size) {
  const sections = [...links.keys()];
  let marked;
  const mark = () => {
    const line = innerHeight / 3;
    let section = sections.findLast((s) => s.getBoundingClientRect().top < line);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2) section = sections.at(-1);
    if (section === marked) return;
    links.get(marked)?.removeAttribute('aria-current');
    links.get(section)?.setAttribute('aria-current', 'location');
    marked = section;
  };
  let waiting = false;
  addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark() });
  }, { passive: true });
  mark();
}

if (nav) {
  const lesson = nav.querySelector('[aria-current=page]');
  if (lesson && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = lesson.offsetTop - nav.clientHeight / 3;
  }
  // A link into the same page leaves the drawer.
  nav.addEventListener('click', (event) => {
    if (event.target.closest('a') && nav.matches(':popover-open')) nav.hidePopover();
  });
}
