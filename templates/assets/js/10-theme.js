// The theme button goes round: as the system, light, dark.
const root = document.documentElement;
const next = { auto: 'light', light: 'dark', dark: 'auto' };
const button = document.querySelector('button[data-theme-toggle]');
const current = () => root.dataset.theme || 'auto';
const name = () => button.setAttribute('aria-label', button.dataset[current()]);

if (button) {
  name();
  button.addEventListener('click', () => {
    const theme = next[current()];
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Kept for this page alone.
    }
    name();
  });
}
