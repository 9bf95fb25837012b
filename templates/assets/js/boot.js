// Runs before the first paint: the chosen colour scheme must not flash, and
// .needs-js parts must not jump in later.
const root = document.documentElement;
root.classList.add('js');
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
} catch {
  // Storage is closed (file:, private mode): the system's scheme stays.
}
