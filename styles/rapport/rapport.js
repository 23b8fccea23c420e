// Trie un tableau par la colonne dont l'en-tête est choisi ; les valeurs manquantes restent à la fin.
for (const table of document.querySelectorAll('table.triable')) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    header.querySelector('button').addEventListener('click', () => {
      const down = header.getAttribute('aria-sort') === 'ascending';
      headers.forEach((other) => other.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const key = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent;
      const compare = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === '' || y === '') return (x === '') - (y === '');
        const order = header.classList.contains('nombre') ? Number(x) - Number(y) : collator.compare(x, y);
        return down ? -order : order;
      };
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
    });
  });
}

// Sur papier, tout est déplié ; à l'écran, chacun retrouve ce qu'il avait fermé.
const closed = [];
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('details:not([open])')) {
    closed.push(part);
    part.open = true;
  }
});
addEventListener('afterprint', () => {
  for (const part of closed.splice(0)) part.open = false;
});
