/* Handing in: what the file will hold, under whose name, then the file; all in the page, no dialog. */
import { add, addButton } from './page';
import { download, IModule } from './server';
import type { StartPage } from './start';
import { Words } from './words';

export class HandIn {
  constructor(
    readonly page: StartPage,
    readonly module: IModule,
    readonly words: Words
  ) {}

  /** Show the part in its place, or put it away where it is open. */
  async show(place: HTMLElement): Promise<void> {
    if (place.childElementCount) {
      place.textContent = '';
      return;
    }
    const { module, page, words } = this;
    await page.attempt(async () => {
      await page.saveAll();
      const preview = await page.server.preview(module.id);
      const box = add(place, 'div', '', 'pas-Notice');
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', words.tr('Remettre {title}', { title: module.title }));
      add(box, 'p', words.tr('Dans le fichier : {files}.', { files: preview.files.join(', ') }));
      if (preview.answered.length) {
        add(box, 'p', words.tr('✔ Avec une réponse : {titles}.', { titles: preview.answered.join(' · ') }));
      }
      if (preview.blank.length) {
        add(box, 'p', words.tr('○ Sans réponse : {titles}.', { titles: preview.blank.join(' · ') }));
      }
      const form = add(box, 'form');
      const label = add(form, 'label', words.tr('Votre identifiant, tel que votre formateur le connaît'));
      const field = add(label, 'input');
      field.type = 'text';
      field.required = true;
      field.autocomplete = 'off';
      field.value = preview.learner;
      const row = add(form, 'div', '', 'pas-Row');
      const send = addButton(row, words.tr('Faire le fichier à remettre'), () => undefined, true);
      send.type = 'submit';
      addButton(row, words.tr('Pas maintenant'), () => (place.textContent = ''));
      const said = add(box, 'p', '');
      said.setAttribute('role', 'status');
      form.addEventListener('submit', event => {
        event.preventDefault();
        void this.pack(field.value.trim(), said, send);
      });
      (preview.learner ? send : field).focus();
    });
  }

  private async pack(learner: string, said: HTMLElement, send: HTMLButtonElement): Promise<void> {
    const { module, page, words } = this;
    send.disabled = true;
    try {
      const body = JSON.stringify({ learner });
      const response = await page.server.send(`submit/${module.id}`, { method: 'POST', body });
      const file = await download(response, `${module.id}.zip`);
      // The card now says when, and has a button for what will come back.
      await page.refresh();
      page.say(words.tr('{file} est dans vos téléchargements : envoyez-le à votre formateur, ou déposez-le où l’on vous a dit. Remettre de nouveau refait le fichier.', { file }));
    } catch (reason) {
      said.textContent = (reason as Error).message;
    }
    send.disabled = false;
  }
}
