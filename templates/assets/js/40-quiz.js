// A question is checked on the page. The explanations stand in the answer
// below it, one for each choice, and are shown beside what was chosen.
for (const quiz of document.querySelectorAll('.quiz')) {
  const choices = [...quiz.querySelectorAll('.choice')];
  const answers = [...quiz.querySelectorAll('.answers > li')];
  const inputs = choices.map((choice) => choice.querySelector('input'));
  const button = quiz.querySelector('button[data-check]');
  const status = quiz.querySelector('.status');
  const check = button?.textContent;
  if (!button || !answers.length) continue;

  const clear = () => {
    for (const choice of choices) {
      choice.classList.remove('right', 'wrong');
      choice.querySelector('.verdict')?.remove();
    }
    status.textContent = '';
    button.textContent = check;
  };
  const judge = () => {
    let good = true;
    choices.forEach((choice, i) => {
      const right = 'right' in answers[i].dataset;
      good &&= right === inputs[i].checked;
      if (!inputs[i].checked) return;
      choice.classList.add(right ? 'right' : 'wrong');
      choice.append(answers[i].querySelector('.verdict').cloneNode(true));
    });
    status.textContent = good ? button.dataset.right : button.dataset.wrong;
    button.textContent = button.dataset.again;
  };
  quiz.addEventListener('change', () => {
    clear();
    button.disabled = !inputs.some((input) => input.checked);
  });
  button.addEventListener('click', () => {
    if (button.textContent === check) {
      judge();
      return;
    }
    clear();
    for (const input of inputs) input.checked = false;
    inputs[0].focus();
    button.disabled = true;
  });
}
