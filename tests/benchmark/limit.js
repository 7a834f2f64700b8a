// The limit of what an assessment can cost: it counts the answers and, when asked, adds them up. Nothing is kept.
(() => {
  const form = document.querySelector('form.plain');
  const count = document.querySelector('.plain-count');
  const result = document.querySelector('.plain-result');
  const names = [...new Set([...form.elements].map((input) => input.name).filter(Boolean))];
  form.addEventListener('change', () => {
    count.textContent = `${new Set(new FormData(form).keys()).size} of ${names.length}`;
  });
  document.querySelector('.plain-ask').addEventListener('click', () => {
    const sums = names.map((name) => [name, [...form.querySelectorAll(`[name="${name}"]`)].findIndex((input) => input.checked)]);
    const total = sums.reduce((sum, [, place]) => sum + Math.max(0, place), 0);
    result.replaceChildren(...sums.map(([name, place]) => {
      const line = document.createElement('li');
      line.textContent = `${name}: ${place + 1}`;
      return line;
    }));
    result.hidden = false;
    result.ariaLabel = `${total} in all`;
  });
  performance.mark('ready');
})();
