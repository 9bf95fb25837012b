// Functions that run inside a page. Each must stand alone: it is sent to the
// browser as text.

// Layout shifts since the start, as CLS counts them but over all windows.
export function watchShifts() {
  window.auditShifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.auditShifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

export async function runAxe() {
  const result = await window.axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  return result.violations.map((v) => `${v.id} (${v.impact}), ${v.nodes.length} times: ${v.nodes[0].target.join(' ')} ${v.nodes[0].html.slice(0, 160)}`);
}

// Contrast of every text node that can be seen, since axe leaves out short
// texts. Returns what is below 4.5 : 1 (3 : 1 for large text).
export function lowContrast() {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const rgba = (css) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = rgba('Canvas');
  const found = new Set();
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg, :disabled, script, style, noscript')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue; // for screen readers alone
    const style = getComputedStyle(element);
    const layers = [];
    for (let p = element; p; p = p.parentElement) {
      const color = rgba(getComputedStyle(p).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    let back = canvas;
    for (const layer of layers.reverse()) back = over(layer, back);
    const [x, y] = [luminance(over(rgba(style.color), back)), luminance(back)];
    const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    texts++;
    if (ratio < (large ? 3 : 4.5)) found.add(`${ratio.toFixed(2)} : 1 ${element.tagName.toLowerCase()}.${element.className} "${node.data.trim().slice(0, 30)}"`);
  }
  return { texts, found: [...found].slice(0, 10) };
}

// Elements that make the page wider than its window.
export function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect();
    if (box.right <= width + 0.5 || !e.checkVisibility()) return false;
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (getComputedStyle(p).overflowX !== 'visible') return false;
    }
    return true;
  });
  return [`${document.scrollingElement.scrollWidth} px wide in a window of ${width}: ` +
    wide.slice(0, 4).map((e) => `${e.tagName.toLowerCase()}.${String(e.className.baseVal ?? e.className)}`).join(', ')];
}

// What is wrong with the element that has the focus: it cannot be seen, it is
// covered, or nothing shows that it has the focus.
export function focusFaults() {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const name = `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}.${e.className?.baseVal ?? e.className} "${(e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 30)}"`;
  const faults = [];
  const shown = [e, ...(e.labels ?? [])]; // a hidden radio button shows itself through its label
  const box = e.getBoundingClientRect();
  const seen = shown.some((s) => {
    const b = s.getBoundingClientRect();
    return s.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && b.width > 1 && b.height > 1 &&
      b.bottom > 0 && b.right > 0 && b.top < innerHeight && b.left < innerWidth;
  });
  if (!seen) faults.push(`cannot be seen (${box.width.toFixed()} x ${box.height.toFixed()} at ${box.left.toFixed()}, ${box.top.toFixed()})`);
  const covered = (s) => {
    // The lines of an inline element; its bounding box may be mostly air.
    for (const b of s.getClientRects()) {
      for (const [fx, fy] of [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]) {
        const hit = document.elementFromPoint(b.left + b.width * fx, b.top + b.height * fy);
        if (hit && (s.contains(hit) || hit.contains(s))) return false;
      }
    }
    return true;
  };
  if (seen && shown.every(covered)) faults.push('is covered by something else');
  const ringed = (s) => {
    const style = getComputedStyle(s);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  if (![...shown, e.parentElement, e.parentElement?.parentElement].filter(Boolean).some(ringed)) faults.push('has no focus ring');
  return { name, faults: faults.map((f) => `${name} ${f}`) };
}

// Words of the main part that can be read, but for those of controls, which
// are there only where they work.
export function readableText() {
  const words = [];
  const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (element.closest('button, [role=status], .copy, script, style, noscript')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    words.push(...node.data.split(/\s+/).filter((w) => /[\p{L}\p{N}]/u.test(w)));
  }
  return words;
}

// Everything that still moves where the reader asked for less motion.
export function motions() {
  const found = document.getAnimations().filter((a) => a.playState === 'running').map((a) => `animation ${a.animationName ?? a.transitionProperty}`);
  const seconds = (list) => Math.max(...list.split(',').map((d) => parseFloat(d) * (d.trim().endsWith('ms') ? 0.001 : 1)));
  for (const e of document.querySelectorAll('*')) {
    const style = getComputedStyle(e);
    if (seconds(style.transitionDuration) > 0.01 || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01)) {
      found.push(`${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className} moves for ${style.transitionDuration} / ${style.animationDuration}`);
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.push('the page scrolls smoothly');
  return found.slice(0, 5);
}

// What printing shows that is of no use on paper, and what it hides that is.
export function printFaults() {
  const faults = [];
  const visible = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
  };
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className}`;
  for (const e of document.querySelectorAll('nav, aside, button, dialog, [role=search], input[type=search], body > header')) {
    if (visible(e) && !e.closest('main article, main .prose')) faults.push(`prints ${name(e)}`);
  }
  const h1 = document.querySelector('h1');
  if (!h1 || !visible(h1)) faults.push('does not print its h1');
  for (const d of document.querySelectorAll('main details:not([open])')) {
    const inside = [...d.children].find((c) => c.tagName !== 'SUMMARY');
    if (visible(d) && inside && !visible(inside)) faults.push(`keeps ${name(d)} closed`);
  }
  if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`is ${document.scrollingElement.scrollWidth} px wide on paper of ${innerWidth}`);
  return [...new Set(faults)].slice(0, 8);
}

// Text of charts that cannot be told from the page in forced colours.
export function lostCharts() {
  const found = [];
  for (const text of document.querySelectorAll('main svg text')) {
    const style = getComputedStyle(text);
    if (style.fill === getComputedStyle(document.body).backgroundColor) found.push(`"${text.textContent.trim().slice(0, 30)}" has the colour of the page`);
  }
  return found.slice(0, 5);
}
