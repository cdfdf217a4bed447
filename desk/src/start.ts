/* The start page: what comes next, the map of modules, what one has learnt, and the way to another computer. */
import { JupyterFrontEnd } from '@jupyterlab/application';
import { Widget } from '@lumino/widgets';
import { HandIn } from './handin';
import { add, addButton } from './page';
import { chooseFile, download, IModule, IState, Server } from './server';
import { loadWords, Words } from './words';

export class StartPage extends Widget {
  constructor(
    readonly app: JupyterFrontEnd,
    readonly server: Server
  ) {
    super({ node: document.createElement('main') });
    this.addClass('pas-Start');
    this.node.tabIndex = -1;
  }

  protected onAfterAttach(): void {
    void this.refresh();
  }

  protected onAfterShow(): void {
    void this.refresh();
  }

  protected onActivateRequest(): void {
    this.node.focus({ preventScroll: true });
  }

  /** Read the state and show it; the keyboard and the place in the page stay where they were. */
  async refresh(): Promise<void> {
    const state = await this.server.readState();
    const text = JSON.stringify(state);
    if (!state || text === this.shown || this.isDisposed) {
      return;
    }
    this.shown = text;
    this.words = await loadWords(state.lang);
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const key = (focused as HTMLElement | null)?.dataset.key;
    const top = this.node.scrollTop;
    this.render(state);
    this.node.scrollTop = top;
    if (focused) {
      (key ? this.node.querySelector<HTMLElement>(`[data-key="${key}"]`) : this.node)?.focus({ preventScroll: true });
    }
  }

  /** Open the part of the page that hands an exercise in. */
  async handIn(module: string): Promise<void> {
    await this.refresh();
    this.node.querySelector<HTMLElement>(`[data-key="${module}:hand:card"]`)?.click();
  }

  private render(state: IState): void {
    const { node, words } = this;
    node.textContent = '';
    node.lang = words.tag;
    add(node, 'h1', words.tr('Passerelle : votre parcours'));
    this.notice = add(node, 'div', '', 'pas-Notice');
    this.notice.setAttribute('role', 'status');
    this.notice.hidden = true;
    this.renderNext(state);
    this.renderClass(state);
    this.renderMap(state);
    this.renderLearnt(state);
    if (this.server.whole) {
      this.renderTravel(state);
    }
    this.renderHelp(state);
  }

  private renderNext(state: IState): void {
    const { words } = this;
    const section = this.section(words.tr('Ensuite'));
    const module = state.modules.find(one => one.id === state.following);
    if (!module) {
      add(section, 'p', state.modules.some(one => one.tasks) ? words.tr('Toutes les tâches sont réussies.') : words.tr('Il n’y a pas encore de module ici.'));
      return;
    }
    const box = add(section, 'div', '', 'pas-Next');
    add(box, 'h3', `${module.number} ${module.title}`);
    add(box, 'p', sayNext(module, words));
    this.addLinks(box, module, 'next');
  }

  /** The class and its dates, where there is one. */
  private renderClass(state: IState): void {
    const { words } = this;
    const given = state.modules.filter(module => module.class_name || module.due);
    if (!given.length) {
      return;
    }
    const section = this.section(words.tr('Votre classe'));
    const list = add(section, 'ul');
    for (const module of given) {
      const item = add(list, 'li', `${module.number} ${module.title}`);
      item.append(module.class_name ? ` — ${module.class_name}` : '');
      if (module.due) {
        item.append(` — ${words.tr('à remettre avant le {day}', { day: sayDay(module.due, words) })}`);
      }
      if (module.handed) {
        item.append(` — ${words.tr('remis le {day}', { day: sayDay(module.handed.at, words) })}`);
      }
    }
  }

  private renderMap(state: IState): void {
    const tracks = new Map<string, IModule[]>();
    for (const module of state.modules) {
      tracks.set(module.track_name, [...(tracks.get(module.track_name) ?? []), module]);
    }
    for (const [name, modules] of tracks) {
      const list = add(this.section(name), 'ul', '', 'pas-Cards');
      list.setAttribute('role', 'list');
      for (const module of modules) {
        this.renderCard(add(list, 'li', '', `pas-Card${module.done ? ' pas-mod-done' : ''}`), module);
      }
    }
  }

  private renderCard(card: HTMLElement, module: IModule): void {
    const { words } = this;
    add(card, 'h3', `${module.number} ${module.title}`);
    add(card, 'p', module.summary);
    if (module.steps.length) {
      const finished = module.steps.filter(step => step.done).length;
      this.addProgress(card, words.tr('Leçon : étapes finies, {done} sur {total}', { done: finished, total: module.steps.length }), finished, module.steps.length);
    } else if (module.lesson && module.lesson_minutes) {
      add(card, 'p', words.tr('Leçon : {minutes} minutes', { minutes: module.lesson_minutes }), 'pas-Soft');
    }
    if (module.tasks) {
      const told = words.tr('Exercice : tâches réussies, {passed} sur {total}', { passed: module.passed, total: module.tasks });
      this.addProgress(card, module.done ? `✔ ${told}` : told, module.passed, module.tasks);
    }
    if (module.handed) {
      add(card, 'p', words.tr('Fichier à remettre fait le {day} : {file}', { day: sayDay(module.handed.at, words), file: module.handed.file }), 'pas-Soft');
    }
    this.addLinks(card, module, 'card');
  }

  private addProgress(card: HTMLElement, told: string, value: number, most: number): void {
    const bar = add(card, 'progress');
    bar.max = most;
    bar.value = value;
    bar.setAttribute('aria-label', told);
    add(card, 'p', told, 'pas-Soft');
  }

  /** The buttons of a module; their names say alone where they lead. */
  private addLinks(box: HTMLElement, module: IModule, where: string): void {
    const { words } = this;
    const row = add(box, 'div', '', 'pas-Row');
    const title = `${module.number} ${module.title}`;
    const offer = (word: string, name: string, act: () => unknown, main = false) => {
      const button = addButton(row, word, act, main);
      button.setAttribute('aria-label', `${word} ${title}`);
      button.dataset.key = `${module.id}:${name}:${where}`;
    };
    const toLesson = !module.started && !module.lesson_done;
    if (module.lesson) {
      offer(words.tr('Ouvrir la leçon'), 'lesson', () => this.open(module.lesson), toLesson);
    }
    if (module.exercise) {
      offer(words.tr('Ouvrir l’exercice'), 'exercise', () => this.open(module.exercise), !toLesson && !module.done);
    }
    if (module.exercise && this.server.whole) {
      const place = add(box, 'div');
      offer(words.tr('Remettre'), 'hand', () => new HandIn(this, module, words).show(place), module.done && !module.handed);
      module.feedback.slice(0, 1).forEach(page => offer(words.tr('Lire le retour'), 'feedback', () => this.open(page)));
      if (module.handed) {
        offer(words.tr('J’ai reçu un retour'), 'received', () => this.takeFeedback(module));
      }
      if (module.done) {
        offer(words.tr('Emporter une page'), 'keep', () => this.keep(module));
      }
    }
  }

  /** What one has learnt, and what is due again. */
  private renderLearnt(state: IState): void {
    const { words } = this;
    const learnt = state.modules.filter(module => module.done || module.lesson_done);
    if (!learnt.length) {
      return;
    }
    const section = this.section(words.tr('Ce que vous savez faire'));
    for (const module of learnt) {
      const part = add(section, 'details');
      add(part, 'summary', `${module.number} ${module.title}`);
      const list = add(part, 'ul');
      module.outcomes.forEach(outcome => add(list, 'li', outcome));
    }
    const again = learnt.filter(module => module.due_again);
    if (again.length) {
      add(section, 'h3', words.tr('À revoir : vous l’avez réussi il y a un moment'));
      add(section, 'p', words.tr('Refaire une tâche de mémoire, dix minutes, suffit à la garder.'));
      const row = add(section, 'div', '', 'pas-Row');
      for (const module of again) {
        addButton(row, words.tr('Revoir {number} {title}', { number: module.number, title: module.title }), () => this.open(module.exercise));
      }
    }
  }

  private renderTravel(state: IState): void {
    const { words } = this;
    const section = this.section(words.tr('Un autre ordinateur'));
    add(section, 'p', words.tr('Un seul fichier emporte tout : vos réponses, vos essais, où vous en êtes. Sur l’autre ordinateur, installez Passerelle, ouvrez cette page et choisissez « Reprendre un travail ». Rien n’y est perdu : un carnet qui avait déjà des réponses reste à côté, avec la date dans son nom.'));
    const row = add(section, 'div', '', 'pas-Row');
    addButton(row, words.tr('Emporter mon travail'), () => this.carry()).dataset.key = 'carry';
    addButton(row, words.tr('Reprendre un travail'), () => this.takeWork()).dataset.key = 'take';
  }

  private renderHelp(state: IState): void {
    const { words } = this;
    const section = this.section(words.tr('Bon à savoir'));
    const list = add(section, 'ul');
    add(list, 'li', words.tr('Maj + Entrée exécute une cellule ; Ctrl + S enregistre (sur Mac, Cmd + S).'));
    add(list, 'li', words.tr('Sous chaque réponse, « Vérifier » dit si elle est juste (Ctrl + Maj + Entrée), « Indice » met sur la voie. Rien de cela ne coûte de points.'));
    add(list, 'li', words.tr('Ce que dit cette page reste sur cet ordinateur, et ne compte pas comme note.'));
    if (state.folder) {
      add(list, 'li', words.tr('Vos carnets sont dans {path}.', { path: state.folder }));
    }
  }

  private section(title: string): HTMLElement {
    const section = add(this.node, 'section');
    add(section, 'h2', title);
    return section;
  }

  /** Open a file of the workspace beside the page. */
  open(path: string): void {
    void this.app.commands.execute('docmanager:open', { path });
  }

  /** Say something at the head of the page. */
  say(sentence: string): void {
    this.notice.hidden = false;
    this.notice.textContent = sentence;
    this.notice.scrollIntoView({ block: 'nearest' });
  }

  /** Do something, and say what the server refused. */
  async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (reason) {
      this.say(reason instanceof Error && reason.message ? reason.message : this.words.tr('Le serveur ne répond pas. Relancez `passerelle learn`.'));
    }
  }

  /** Take along the page of a finished module. */
  async takeAlong(id: string): Promise<void> {
    await this.refresh();
    this.node.querySelector<HTMLElement>(`[data-key="${id}:keep:card"]`)?.click();
  }

  private keep(module: IModule): Promise<void> {
    return this.attempt(async () => {
      const name = await download(await this.server.send(`keepsake/${module.id}`), `${module.id}.html`);
      this.say(this.words.tr('{name} est dans vos téléchargements : ce que vous savez faire, et vos réponses.', { name }));
    });
  }

  private carry(): Promise<void> {
    return this.attempt(async () => {
      await this.saveAll();
      const name = await download(await this.server.send('work'), 'passerelle.zip');
      this.say(this.words.tr('{name} est dans vos téléchargements. Mettez-le sur une clé, ou envoyez-le-vous.', { name }));
    });
  }

  private async takeWork(): Promise<void> {
    const file = await chooseFile('.zip');
    if (file) {
      await this.attempt(async () => {
        const response = await this.server.send('work', { method: 'POST', body: await file.arrayBuffer() });
        const taken = await response.json();
        await this.refresh();
        const kept = taken.kept.length ? ' ' + this.words.tr('Gardés à côté : {files}.', { files: taken.kept.join(', ') }) : '';
        this.say(this.words.tr('Votre travail est là : {count} fichiers repris.', { count: taken.files }) + kept);
      });
    }
  }

  private async takeFeedback(module: IModule): Promise<void> {
    const file = await chooseFile('.html,.htm');
    if (file) {
      await this.attempt(async () => {
        const path = `feedback/${module.id}?name=${encodeURIComponent(file.name)}`;
        const response = await this.server.send(path, { method: 'POST', body: await file.arrayBuffer() });
        const kept = await response.json();
        await this.refresh();
        this.open(kept.path);
      });
    }
  }

  /** Save every notebook that is open: what is packed is what is on the screen. */
  async saveAll(): Promise<void> {
    if (this.app.commands.hasCommand('docmanager:save-all')) {
      await this.app.commands.execute('docmanager:save-all').catch(() => undefined);
    }
  }

  private words = new Words('fr', {});
  private notice: HTMLElement = document.createElement('div');
  private shown = '';
}

function sayNext(module: IModule, words: Words): string {
  if (module.started) {
    return words.tr('Reprenez l’exercice où vous l’avez laissé.');
  }
  const step = module.steps.find(one => !one.done);
  if (module.steps.some(one => one.done) && step) {
    return words.tr('Reprenez la leçon à l’étape « {title} », environ {minutes} minutes.', { title: step.title, minutes: step.minutes });
  }
  return module.lesson_done ? words.tr('La leçon est finie : faites l’exercice.') : words.tr('Lisez la leçon, puis faites l’exercice.');
}

/** A day as people say it, in the words' language. */
export function sayDay(at: string, words: Words): string {
  const day = new Date(at);
  return Number.isNaN(day.getTime()) ? at : day.toLocaleString(words.tag, { dateStyle: 'long', timeStyle: 'short' });
}
