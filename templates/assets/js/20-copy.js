// Copy buttons leave out prompts, output and removed lines. Where the
// clipboard is closed (file:, plain http), the code is selected instead.
const text = (code) => {
  const copy = code.cloneNode(true);
  for (const part of copy.querySelectorAll('.gp, .go, del')) part.remove();
  const lines = [...copy.querySelectorAll('.line')].map((line) => line.textContent);
  const all = lines.length ? lines.join('') : copy.textContent;
  return code.querySelector('.go, del') ? all.replace(/^\s*\n/gm, '') : all;
};

const select = (code) => {
  getSelection().selectAllChildren(code);
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  const code = button.closest('.code').querySelector('code');
  try {
    await navigator.clipboard.writeText(text(code));
  } catch {
    select(code);
    return;
  }
  const word = button.textContent;
  if (word === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = word }, 1500);
});

// Folded lines stay in the page; a button shows them.
for (const first of document.querySelectorAll('.code .line[data-fold]')) {
  const lines = [];
  for (let line = first; lines.length < +first.dataset.fold && line; line = line.nextElementSibling) lines.push(line);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fold-button';
  button.textContent = `${first.closest('pre').dataset.unfold || '⋯'} (${lines.length})`;
  button.addEventListener('click', () => {
    for (const line of lines) line.hidden = false;
    button.remove();
    first.closest('pre').focus();
  });
  first.before(button);
  for (const line of lines) line.hidden = true;
}
