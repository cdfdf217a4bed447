/* Code that only draws or prepares is folded behind a line of words; a button, which the keyboard reaches, opens it. */
import { Cell, CodeCell } from '@jupyterlab/cells';
import { Widget } from '@lumino/widgets';
import { attach, Desk } from './notebook';
import { addButton, keepFocus, keepKeys } from './page';

const dressed = new WeakSet<Cell>();

/** Give each folded code cell its line of words. */
export function dressPlumbing(desk: Desk): void {
  for (const cell of desk.cells) {
    const jupyter = cell.model.getMetadata('jupyter') as { source_hidden?: boolean } | undefined;
    if (cell.model.type === 'code' && jupyter?.source_hidden && !dressed.has(cell)) {
      dressed.add(cell);
      dress(desk, cell as CodeCell);
    }
  }
}

function dress(desk: Desk, cell: CodeCell): void {
  const { words } = desk;
  const line = firstComment(cell.model.sharedModel.getSource()) || words.tr('Préparation');
  const fold = new Widget();
  fold.addClass('pas-Fold');
  fold.node.lang = words.tag;
  cell.addClass('pas-Plumbing');
  const button = addButton(fold.node, '', () => {
    cell.inputHidden = !cell.inputHidden;
    show();
  });
  const show = () => {
    button.setAttribute('aria-expanded', String(!cell.inputHidden));
    button.textContent = cell.inputHidden
      ? words.tr('{line} : voir le code', { line })
      : words.tr('{line} : replier le code', { line });
  };
  cell.model.metadataChanged.connect(show);
  show();
  keepFocus(fold.node);
  keepKeys(fold.node, () => desk.focusCell(cell));
  attach(cell, fold, true);
}

function firstComment(source: string): string {
  const found = /^\s*#\s*(.+)/.exec(source);
  return found ? found[1].trim().replace(/[.:]$/, '') : '';
}
