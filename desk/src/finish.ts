/* At full points: what one can now do, a thing to take along, and where to go from here. */
import { JupyterFrontEnd } from '@jupyterlab/application';
import { Desk } from './notebook';
import { add, addButton, keepFocus, keepKeys } from './page';
import { Server } from './server';
import type { StartPage } from './start';
import { Widget } from '@lumino/widgets';

/** Show the end of a lesson or an exercise, below the cell that was checked last. */
export async function showEnd(app: JupyterFrontEnd, server: Server, desk: Desk, openStart: () => Promise<StartPage>): Promise<void> {
  const state = await server.readState();
  const { lesson, exercise } = desk.about;
  const module = state?.modules.find(one => one.id === (exercise ?? lesson));
  const bar = desk.lastBar;
  if (!state || !module || !bar) {
    return;
  }
  const { words } = desk;
  const box = new Widget();
  box.addClass('pas-Notice');
  box.node.setAttribute('role', 'group');
  box.node.setAttribute('aria-label', words.tr('Terminé'));
  add(box.node, 'h3', exercise ? words.tr('Toutes les tâches de cet exercice sont réussies.') : words.tr('La leçon est finie.'));
  if (module.outcomes.length) {
    add(box.node, 'p', words.tr('Vous savez maintenant :'));
    const list = add(box.node, 'ul');
    module.outcomes.forEach(outcome => add(list, 'li', outcome));
  }
  const row = add(box.node, 'div', '', 'pas-Row');
  const open = (path: string) => void app.commands.execute('docmanager:open', { path });
  if (!exercise && module.exercise) {
    addButton(row, words.tr('Faire l’exercice'), () => open(module.exercise), true);
  }
  if (exercise && server.whole) {
    addButton(row, words.tr('Remettre'), async () => (await openStart()).handIn(module.id), true);
    addButton(row, words.tr('Emporter une page'), async () => (await openStart()).takeAlong(module.id));
  }
  const next = state.modules.find(one => one.id === state.following && one.id !== module.id);
  if (next && exercise) {
    const title = `${next.number} ${next.title}`;
    addButton(row, words.tr('Ensuite : {title}', { title }), () => open(next.lesson || next.exercise));
  }
  addButton(row, words.tr('Accueil'), () => openStart());
  keepFocus(box.node);
  keepKeys(box.node, () => desk.focusCell(bar.cell));
  bar.addWidget(box);
}
