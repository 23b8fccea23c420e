// SPDX-License-Identifier: Apache-2.0
// The dialog that gives what is seen to take away: a picture, the rows behind it, the code that shows it in another page.
import { element } from './dom.js';
import { pngOf, svgText } from './picture.js';
import { plain } from './search.js';
import { csvText } from './view-table.js';

/// A file for the reader, made here: nothing is sent anywhere.
function save(blob, name) {
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/// "val-de-lisse-carte-de-situation"
export const fileName = (...parts) => plain(parts.filter(Boolean).join(' ')).replaceAll(' ', '-').slice(0, 80);

/// The element of another page that shows this view; every character that HTML would read is written out.
export function embedCode(address, title) {
  const safe = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const url = new URL(address);
  url.searchParams.set('integre', '1');
  return `<iframe src="${safe(url.href)}" title="${safe(title)}" width="100%" height="520" style="border:0" loading="lazy" allow="fullscreen"></iframe>`;
}

/// `name`: of the territory; `title`: what the picture is called until the reader changes it; `draw(title)`: the picture, as SVG (without it there
/// is no map to take); `table`: see `viewTable`; `address`: of the view (none: no other page can show it).
export function takeDialog({ name, title, draw, table, address, language, t }) {
  const preview = element('img', { class: 'apercu', alt: t('apercu') });
  let picture = draw?.(title);
  const show = () => {
    URL.revokeObjectURL(preview.src);
    preview.src = URL.createObjectURL(new Blob([svgText(picture)], { type: 'image/svg+xml' }));
  };
  const input = element('input', {
    id: 'titre-image', value: title, maxlength: 160,
    onchange: (event) => {
      picture = draw(event.target.value);
      if (address) code.value = embedCode(address, event.target.value);
      show();
    },
  });
  const code = element('textarea', { id: 'code-integration', readonly: true, rows: 4, spellcheck: 'false' });
  if (address) code.value = embedCode(address, title);
  const file = () => fileName(name, input.value);
  const status = element('p', { role: 'status', class: 'aide' });
  const dialog = element('dialog', { class: 'emporter', 'aria-labelledby': 'titre-emporter', onclose: () => { URL.revokeObjectURL(preview.src); dialog.remove(); } });
  const button = (label, onclick) => element('button', { type: 'button', onclick }, label);
  dialog.append(
    element('form', { method: 'dialog', class: 'entete' }, element('h2', { id: 'titre-emporter' }, t('emporter')), element('button', {}, t('fermer'))),
    ...[
      draw && element('label', { for: 'titre-image' }, t('titre_image')),
      draw && input,
      draw && preview,
      element(
        'div',
        { class: 'actions' },
        draw && button(t('image_png'), async () => save(await pngOf(picture, 2), `${file()}.png`)),
        draw && button(t('image_svg'), () => save(new Blob([svgText(picture)], { type: 'image/svg+xml' }), `${file()}.svg`)),
        button(t('lignes_csv', table.lines.length), () => save(new Blob([csvText(table, language)], { type: 'text/csv' }), `${fileName(name, table.name)}.csv`)),
      ),
      address && element('label', { for: 'code-integration' }, t('code_integration')),
      address && code,
      address && element('p', { class: 'aide' }, t('aide_integration')),
      address && navigator.clipboard && button(t('copier'), async () => {
        await navigator.clipboard.writeText(code.value);
        status.textContent = t('copie');
      }),
      status,
    ].filter(Boolean),
  );
  document.body.append(dialog);
  if (draw) show();
  dialog.showModal();
  return dialog;
}
