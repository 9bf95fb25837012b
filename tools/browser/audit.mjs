// Looks at the pages of a site in Chromium. Reads a JSON object from stdin,
//
//   {"base": "http://127.0.0.1:1234/", "folder": "file:///tmp/site/", "pages": ["index.html"],
//    "lessons": ["a/index.html"], "chromium": "/usr/bin/chromium"}
//
// and writes one to stdout: {"problems": [{"page", "check", "what"}], "facts": {…}}.
// The pages get every check, the home page and the first lesson also out of the folder
// without a server; the first lesson also in the states that only use brings about; the
// lessons are weighed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import * as inpage from './inpage.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const problems = [];
const facts = { runs: 0, texts: 0, stops: 0, shifts: 0 };

const wide = { name: '1280x800', viewport: { width: 1280, height: 800 } };
const phone = { name: '390x844', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const shapes = [wide, phone];
const schemes = ['light', 'dark'];

const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'course-browser-'));
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
  env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
});

function complain(page, check, what) {
  for (const one of [what].flat()) problems.push({ page, check, what: one });
}

// visit opens a page in a context of its own and hands it to look.
async function visit(page, where, options, look) {
  const { name, base = job.base, ...settings } = options;
  const context = await browser.newContext(settings);
  try {
    const tab = await context.newPage();
    await tab.addInitScript(inpage.watchShifts);
    const at = `${page} (${[name, settings.colorScheme, where].filter(Boolean).join(', ')})`;
    tab.on('console', (m) => ['error', 'warning'].includes(m.type()) && complain(at, 'console', m.text()));
    tab.on('pageerror', (e) => complain(at, 'console', String(e)));
    tab.on('requestfailed', (r) => complain(at, 'requests', `${r.url()} failed: ${r.failure()?.errorText}`));
    const responses = [];
    tab.on('response', (r) => {
      responses.push(r);
      if (r.status() >= 400) complain(at, 'requests', `${r.url()} gives ${r.status()}`);
    });
    tab.on('request', (r) => !r.url().startsWith(base) && complain(at, 'requests', `fetches ${r.url()}`));
    await tab.goto(base + page, { waitUntil: 'load' });
    await tab.waitForTimeout(150);
    facts.runs++;
    await look(tab, at, responses);
  } catch (e) {
    complain(page, 'audit', String(e));
  } finally {
    await context.close();
  }
}

async function accessible(tab, at) {
  await tab.evaluate(axe);
  complain(at, 'axe', await tab.evaluate(inpage.runAxe));
  const contrast = await tab.evaluate(inpage.lowContrast);
  facts.texts += contrast.texts;
  complain(at, 'contrast', contrast.found);
}

async function stable(tab, at) {
  // Scrolling brings in what loads late; nothing may jump for it.
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < Math.min(height, 12000); y += 1500) await tab.evaluate((y) => scrollTo(0, y), y);
  await tab.waitForTimeout(100);
  const shifts = await tab.evaluate(() => window.auditShifts);
  facts.shifts = Math.max(facts.shifts, shifts);
  if (shifts > 0.01) complain(at, 'layout-shift', `shifts by ${shifts.toFixed(3)}, at most 0.01`);
  await tab.evaluate(() => scrollTo(0, 0));
}

async function tabStops(tab, at) {
  const names = new Set();
  for (let i = 0; i < 40; i++) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(inpage.focusFaults);
    if (!stop) continue;
    names.add(stop.name);
    complain(at, 'tab-stops', stop.faults);
  }
  facts.stops += names.size;
  if (names.size === 0) complain(at, 'tab-stops', 'Tab reaches nothing');
}

// states are what use brings about; each returns false where the page has no
// such thing.
const states = {
  'details open': (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true))),
  'search open': (tab) => tab.keyboard.press('Control+k'),
  'theme switched': (tab) => press(tab, '[data-theme-toggle]'),
  'marked done': (tab) => press(tab, '[data-done]'),
  'drawer open': (tab) => press(tab, '[popovertarget]'),
  'right to left': (tab) => tab.evaluate(() => (document.documentElement.dir = 'rtl')),
  'a choice checked': async (tab) => {
    if (!(await press(tab, 'form fieldset label'))) return false;
    return press(tab, 'form fieldset ~ * button, form button');
  },
};

async function press(tab, selector) {
  const target = tab.locator(selector).locator('visible=true').first();
  if ((await target.count()) === 0) return false;
  await target.click();
}

async function weigh(tab, at, responses) {
  const weight = { total: 0, script: 0, stylesheet: 0, requests: 0 };
  for (const r of responses) {
    const type = r.request().resourceType();
    const size = zlib.gzipSync(await r.body()).length;
    weight.total += size;
    weight.requests++;
    if (type in weight) weight[type] += size;
  }
  (facts.weights ??= []).push({ page: at, ...weight });
  for (const [what, limit] of [['total', 80_000], ['script', 12_000], ['stylesheet', 12_000], ['requests', 6]]) {
    if (weight[what] > limit) complain(at, 'weight', `${what} ${weight[what]}, at most ${limit}`);
  }
}

async function auditPage(page) {
  for (const shape of shapes) {
    for (const colorScheme of schemes) {
      await visit(page, '', { ...shape, colorScheme }, async (tab, at) => {
        if (colorScheme === 'light') await stable(tab, at);
        await accessible(tab, at);
      });
    }
    await visit(page, 'keyboard', shape, tabStops);
  }
  for (const [width, colorScheme] of [320, 390, 1280].flatMap((w) => schemes.map((s) => [w, s]))) {
    await visit(page, '', { name: `${width} px`, viewport: { width, height: 800 }, colorScheme }, async (tab, at) => complain(at, 'overflow', await tab.evaluate(inpage.overflow)));
  }
  await visit(page, 'reduced motion', { ...wide, reducedMotion: 'reduce' }, async (tab, at) => complain(at, 'motion', await tab.evaluate(inpage.motions)));
  await visit(page, 'forced colours', { ...wide, forcedColors: 'active' }, async (tab, at) => {
    complain(at, 'forced-colours', (await tab.evaluate(inpage.lowContrast)).found);
    complain(at, 'forced-colours', await tab.evaluate(inpage.lostCharts));
  });
  await visit(page, 'print', { name: 'A4', viewport: { width: 718, height: 1000 } }, async (tab, at) => {
    await tab.emulateMedia({ media: 'print' });
    complain(at, 'print', await tab.evaluate(inpage.printFaults));
  });
  let withScript = [];
  await visit(page, 'script', wide, async (tab) => (withScript = await tab.evaluate(inpage.readableText)));
  await visit(page, 'no script', { ...wide, javaScriptEnabled: false }, async (tab, at) => {
    const without = new Map();
    for (const word of await tab.evaluate(inpage.readableText)) without.set(word, (without.get(word) ?? 0) + 1);
    const lost = withScript.filter((word) => !(without.get(word) > 0) || !without.set(word, without.get(word) - 1));
    if (lost.length > withScript.length * 0.01) complain(at, 'no-script', `${lost.length} of ${withScript.length} words are lost: ${lost.slice(0, 12).join(' ')}`);
  });
}

async function auditStates(page) {
  for (const shape of shapes) {
    for (const colorScheme of schemes) {
      for (const [state, enter] of Object.entries(states)) {
        await visit(page, state, { ...shape, colorScheme }, async (tab, at) => {
          if ((await enter(tab)) === false) return;
          await tab.waitForTimeout(300);
          await accessible(tab, at);
        });
      }
    }
  }
}

// Opened from a folder a page has another origin for each file; nothing that
// it needs may depend on a server.
async function auditFile(page) {
  await visit(page, 'from a folder', { ...wide, base: job.folder }, async (tab, at) => {
    if (page !== '404.html') complain(at, 'overflow', await tab.evaluate(inpage.overflow));
    await tab.keyboard.press('Control+k');
    await tab.waitForTimeout(200);
  });
}

const work = [
  ...job.pages.map((page) => () => auditPage(page)),
  ...[...job.pages.filter((page) => page !== '404.html').slice(0, 1), ...job.lessons.slice(0, 1)].map((page) => () => auditFile(page)),
  ...job.lessons.slice(0, 1).map((page) => () => auditStates(page)),
  ...job.lessons.map((page) => () => visit(page, 'weight', wide, weigh)),
];
async function worker() {
  for (let next; (next = work.shift()); ) await next();
}
await Promise.all([worker(), worker()]);
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });

const totals = (facts.weights ?? []).map((w) => w.total).sort((a, b) => a - b);
if (totals.length > 0) {
  facts.median = totals[totals.length >> 1];
  if (facts.median > 45_000) complain('lessons', 'weight', `median ${facts.median}, at most 45000`);
}
console.log(JSON.stringify({ problems, facts }));
