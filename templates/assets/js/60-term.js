// Definitions of terms: Escape hides one, and on small screens it stands at
// the top where the term is low on the screen.
for (const term of document.querySelectorAll('.term')) {
  const place = () => {
    term.classList.remove('dismissed');
    term.classList.toggle('low', term.getBoundingClientRect().top > innerHeight / 2);
  };
  term.addEventListener('pointerenter', place);
  term.addEventListener('focusin', place);
}
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const term of document.querySelectorAll('.term')) term.classList.add('dismissed');
});
