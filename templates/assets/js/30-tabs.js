// Headed sections become tabs. A choice is kept by its label: other sets on
// the page that have the same label follow, and so do other pages.
const key = 'tabs';
const sets = [];
let serial = 0;

const saved = () => {
  try {
    return JSON.parse(localStorage.getItem(key)) || [];
  } catch {
    return [];
  }
};
const save = (label) => {
  try {
    localStorage.setItem(key, JSON.stringify([label, ...saved().filter((l) => l !== label)].slice(0, 20)));
  } catch {
    // Kept for this page alone.
  }
};

const make = (box, panels, labels, start) => {
  if (panels.length < 2) return;
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  const group = ++serial;
  const tabs = panels.map((panel, i) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `tab-${group}-${i}`;
    tab.setAttribute('role', 'tab');
    tab.textContent = labels[i];
    panel.id ||= `panel-${group}-${i}`;
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    if (!panel.querySelector('a, button, input, summary, [tabindex="0"]')) panel.tabIndex = 0;
    list.append(tab);
    return tab;
  });
  const show = (n) => tabs.forEach((tab, i) => {
    tab.setAttribute('aria-selected', i === n);
    tab.tabIndex = i === n ? 0 : -1;
    panels[i].hidden = i !== n;
  });
  const choose = (n) => {
    show(n);
    tabs[n].focus();
    save(labels[n]);
    const top = list.getBoundingClientRect().top;
    for (const set of sets) if (set.list !== list) set.follow(labels[n]);
    // What follows above must not move the reader.
    scrollBy(0, list.getBoundingClientRect().top - top);
  };
  list.addEventListener('click', (event) => {
    const n = tabs.indexOf(event.target.closest('[role=tab]'));
    if (n >= 0) choose(n);
  });
  list.addEventListener('keydown', (event) => {
    const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const at = tabs.indexOf(document.activeElement);
    const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose((to + tabs.length) % tabs.length);
  });
  const follow = (label) => {
    const n = labels.indexOf(label);
    if (n >= 0) show(n);
  };
  box.prepend(list);
  const wanted = saved().find((label) => labels.includes(label));
  show(wanted ? labels.indexOf(wanted) : start);
  const showPanel = (panel) => {
    const n = panels.indexOf(panel);
    if (n >= 0) show(n);
    return n >= 0;
  };
  sets.push({ list, follow, show: showPanel });
};

for (const box of document.querySelectorAll('.tabs')) {
  const panels = [...box.children].filter((child) => child.matches('.tab'));
  const names = [...box.querySelectorAll(':scope > .tab-names > li')].map((li) => li.textContent);
  const labels = panels.map((panel, i) => panel.querySelector('.tab-label').textContent || names[i] || `${i + 1}`);
  make(box, panels, labels, Math.max(0, panels.findIndex((panel) => 'default' in panel.dataset)));
}
for (const box of document.querySelectorAll('.code-group')) {
  const blocks = [...box.querySelectorAll(':scope > .code')];
  const label = (block) => block.querySelector('.code-title')?.textContent || block.querySelector('.code-lang')?.textContent;
  const labels = blocks.map((block, i) => label(block) || `${i + 1}`);
  // A figure cannot be a panel itself.
  const panels = blocks.map((block) => {
    const panel = document.createElement('div');
    block.before(panel);
    panel.append(block);
    return panel;
  });
  make(box, panels, labels, 0);
}

// A link into a hidden panel or a folded text opens it.
const named = () => {
  try {
    return location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // not an address that we gave out
  }
};
const reveal = () => {
  const target = named();
  if (!target) return;
  let moved = false;
  for (let panel = target.closest('[role=tabpanel]'); panel; panel = panel.parentElement.closest('[role=tabpanel]')) {
    if (!panel.hidden) continue;
    sets.find((set) => set.show(panel));
    moved = true;
  }
  for (let box = target.closest('details:not([open])'); box; box = box.closest('details:not([open])')) {
    box.open = true;
    moved = true;
  }
  if (moved) target.scrollIntoView();
};
reveal();
addEventListener('hashchange', reveal);
