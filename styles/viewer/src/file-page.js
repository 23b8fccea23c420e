// SPDX-License-Identifier: Apache-2.0
// A page opened as a file may not read its own data, nor load modules: browsers forbid it. A plain script, hence, for every page.
if (location.protocol === 'file:')
  document.getElementById('lisiere').textContent =
    'Cette carte se lit depuis un serveur : lancer « lisiere serve DOSSIER ». / This map needs a server: run “lisiere serve FOLDER”.';
